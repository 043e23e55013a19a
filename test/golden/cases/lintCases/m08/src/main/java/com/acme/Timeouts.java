import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import java.util.*;

class Timeouts {
    KafkaProducer<String, String> bad() {
        Map<String, Object> m = new HashMap<>();
        m.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "k:9092");
        m.put(ProducerConfig.LINGER_MS_CONFIG, 10 * 1000);
        m.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 15000);
        m.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
        return new KafkaProducer<>(m);
    }
    KafkaProducer<String, String> good() {
        Map<String, Object> m = new HashMap<>();
        m.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "k:9092");
        m.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        m.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 15000);
        m.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
        return new KafkaProducer<>(m);
    }
}
