import org.apache.kafka.clients.producer.*;
import java.util.Properties;

class Sanitised {
    Producer<String, String> p() {
        Properties p = new Properties();
        p.put("bootstrap.servers", "k:9092");
        p.put("acks", "0");
        p.put("acks", "all");
        p.put("retries", "0");
        p.remove("retries");
        return new KafkaProducer<>(p);
    }
    Producer<String, String> q() {
        Properties d = new Properties();
        d.put("acks", "1");
        Properties p = new Properties(d);
        p.put("bootstrap.servers", "k:9092");
        return new KafkaProducer<>(p);
    }
}
