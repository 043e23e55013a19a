import java.util.*;
import org.apache.kafka.clients.producer.*;
class Entries {
  Producer<String, String> p() {
    return new KafkaProducer<>(new HashMap<>(Map.ofEntries(
        Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
        Map.entry(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "t"),
        Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "false"))));
  }
}
