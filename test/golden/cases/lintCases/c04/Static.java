import static org.apache.kafka.clients.producer.ProducerConfig.*;
import org.apache.kafka.clients.producer.KafkaProducer;
import java.util.Map;
class Static {
  private static final String NONE = "0";
  KafkaProducer<String, String> make() {
    return new KafkaProducer<>(Map.of(
        BOOTSTRAP_SERVERS_CONFIG, "k:9092",
        ACKS_CONFIG, NONE,
        ENABLE_IDEMPOTENCE_CONFIG, false));
  }
}
