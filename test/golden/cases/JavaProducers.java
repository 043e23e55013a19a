package shop.billing;

import static org.apache.kafka.clients.producer.ProducerConfig.ACKS_CONFIG;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;

/** With acks=0 nobody answers; with retries=0 nobody asks again. */
final class JavaProducers {
  private static final String LEADER = "1";

  KafkaProducer<String, String> constants(String brokers) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    settings.put(ACKS_CONFIG, LEADER); // the constant's value counts
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 10);
    return new KafkaProducer<>(settings);
  }

  KafkaProducer<String, String> branches(boolean fast) {
    Properties settings = new Properties();
    settings.setProperty("bootstrap.servers", "orders-1:9092,orders-2:9092");
    settings.setProperty("enable.idempotence", "true");
    if (fast) {
      settings.setProperty("acks", "0");
    } else {
      settings.setProperty("acks", "all");
    }
    return new KafkaProducer<>(settings);
  }

  KafkaProducer<String, String> overwritten() {
    Properties settings = new Properties();
    settings.put("acks", "0");
    settings.put("acks", "all");
    return new KafkaProducer<>(settings);
  }

  KafkaProducer<String, String> fromElsewhere(String acks, Map<String, Object> site) {
    Map<String, Object> settings = new HashMap<>(Map.of("acks", "0", "retries", "0"));
    settings.put("acks", acks);
    settings.putAll(site);
    return new KafkaProducer<>(settings);
  }

  KafkaProducer<String, String> helper() {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", "b:9092");
    weaken(settings);
    return new KafkaProducer<>(settings);
  }

  private static void weaken(Properties settings) {
    settings.put("acks", 1);
  }

  Map<String, Object> returned(boolean strict) {
    return Map.of(ProducerConfig.ACKS_CONFIG, strict ? "all" : "0", ProducerConfig.LINGER_MS_CONFIG, 5);
  }

  void counters(Metrics metrics) {
    metrics.report(Map.of("acks", 0, "retries", 0));
    assertThat(returned(true)).isEqualTo(Map.of("acks", "0"));
  }
}
