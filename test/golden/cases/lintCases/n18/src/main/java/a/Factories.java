package a;

import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;

class Factories {
  Supplier<Producer<String, String>> lazy() {
    return () -> {
      Properties p = new Properties();
      p.put("bootstrap.servers", "k1:9092");
      p.put("retries", "0");
      return new KafkaProducer<>(p);
    };
  }

  Map<String, Supplier<Producer<String, String>>> all = Map.of(
      "fast", () -> new KafkaProducer<>(Map.of("bootstrap.servers", "k1:9092", "acks", "0")));
}
