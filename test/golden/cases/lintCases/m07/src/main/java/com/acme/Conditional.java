import org.apache.kafka.clients.producer.*;
import java.util.Properties;

class Conditional {
    KafkaProducer<byte[], byte[]> open(boolean durable, Properties given) {
        Properties p = new Properties();
        p.putAll(given);
        p.put(ProducerConfig.ACKS_CONFIG, durable ? "all" : "1");
        if (!durable) {
            p.put(ProducerConfig.RETRIES_CONFIG, 0);
        }
        return new KafkaProducer<>(p);
    }
    KafkaProducer<byte[], byte[]> unknown(String acks) {
        Properties p = new Properties();
        p.put("acks", acks);
        p.put("retries", Integer.parseInt(System.getenv("RETRIES")));
        return new KafkaProducer<>(p);
    }
}
