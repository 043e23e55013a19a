package shop.refunds;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Reads payments and writes refunds. */
public class RefundService {
  KafkaProducer<String, String> producer() {
    Properties props = new Properties();
    props.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");
    // Turns the default idempotence off, without a word.
    props.put(ProducerConfig.ACKS_CONFIG, "1");
    props.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 120_000);
    return new KafkaProducer<>(props);
  }

  void refund(KafkaProducer<String, String> producer, String order) {
    producer.send(new ProducerRecord<>("refunds", order, "{\"order\":\"" + order + "\"}"));
  }

  void run() {
    Properties props = new Properties();
    props.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");
    props.put(ConsumerConfig.GROUP_ID_CONFIG, "refunds");
    props.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    ExecutorService workers = Executors.newFixedThreadPool(8);
    KafkaConsumer<String, String> consumer = new KafkaConsumer<>(props);
    consumer.subscribe(List.of("payments"));
    while (true) {
      consumer.poll(Duration.ofMillis(500)).forEach(record -> workers.submit(() -> System.out.println(record.key())));
    }
  }
}
