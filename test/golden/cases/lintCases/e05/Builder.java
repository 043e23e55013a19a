import java.util.Properties;
import org.apache.kafka.clients.producer.*;
class Builder {
  private static Properties base() {
    Properties p = new Properties();
    p.setProperty("bootstrap.servers", "k:9092");
    p.setProperty("enable.idempotence", "true");
    return p;
  }
  static Producer<String, String> risky() {
    Properties p = base();
    p.setProperty("acks", "1");
    return new KafkaProducer<>(p);
  }
  static Producer<String, String> sound() {
    Properties p = base();
    p.setProperty("acks", "all");
    return new KafkaProducer<>(p);
  }
}
