package tx;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

class Tx {
    DefaultKafkaProducerFactory<String, String> ledger() {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "bus:9092");
        config.put(ProducerConfig.RETRIES_CONFIG, 0);
        var factory = new DefaultKafkaProducerFactory<String, String>(config);
        factory.setTransactionIdPrefix("ledger-");
        return factory;
    }

    @KafkaListener(id = "audit", topics = "audit", properties = "auto.offset.reset:latest")
    void audit(String line) {}

    @KafkaListener(topics = "orders", properties = {"max.poll.records=10", "isolation.level = read_uncommitted"})
    void orders(String line) {}
}
