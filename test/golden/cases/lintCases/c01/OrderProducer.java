package a;
import java.util.Properties;
import org.apache.kafka.clients.producer.*;
class OrderProducer {
  private final Properties props = new Properties();
  private final KafkaProducer<String, String> producer;
  OrderProducer(String servers) {
    props.put("bootstrap.servers", servers);
    props.put(ProducerConfig.ACKS_CONFIG, "0");
    props.setProperty("retries", "0");
    producer = new KafkaProducer<>(props);
  }
}
