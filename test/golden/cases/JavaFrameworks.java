package shop.stream;

import io.micronaut.configuration.kafka.annotation.KafkaClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

@Configuration
class JavaFrameworks {
  @Bean
  ProducerFactory<String, Order> producers() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.RETRIES_CONFIG, 0);
    return new DefaultKafkaProducerFactory<>(settings);
  }

  @Bean
  NewTopic orders() {
    return TopicBuilder.name("orders").partitions(6).replicas(1).build();
  }

  @Bean
  NewTopic payments() {
    return new NewTopic("payments", 6, (short) 3).configs(Map.of(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "3"));
  }

  Properties streams() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "totals");
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE);
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "latest");
    return settings;
  }

  SenderOptions<String, Order> reactor(SenderOptions<String, Order> base) {
    return base.producerProperty(ProducerConfig.ACKS_CONFIG, "1").stopOnError(false);
  }

  KafkaSink<String> lossy = KafkaSink.<String>builder().setBootstrapServers("b:9092").build();
  KafkaSink<String> exact =
      KafkaSink.<String>builder()
          .setBootstrapServers("b:9092")
          .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
          .build();

  void spark(Dataset<Row> rows) {
    rows.write().format("kafka").option("kafka.acks", "0").option("topic", "clicks").save();
    rows.write().format("parquet").option("kafka.acks", "0").save("/clicks");
  }

  @KafkaClient(acks = KafkaClient.Acknowledge.NONE)
  interface Clicks {}
}
