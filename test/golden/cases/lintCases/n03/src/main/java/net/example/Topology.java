package net.example;

import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;

class Topology {
  KafkaStreams start() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "totals");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "k1:9092");
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG), "true");
    settings.put(ProducerConfig.ACKS_CONFIG, "0");
    return new KafkaStreams(new StreamsBuilder().build(), settings);
  }

  KafkaStreams exactly() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "sums");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "k1:9092");
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(ProducerConfig.ACKS_CONFIG, "1");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "false");
    return new KafkaStreams(new StreamsBuilder().build(), settings);
  }
}
