import java.util.*;
import org.apache.kafka.clients.consumer.*;
class NoGroup {
  void go() {
    Properties p = new Properties();
    p.put("bootstrap.servers", "k:9092");
    p.put("enable.auto.commit", "true");
    p.put("key.deserializer", "x");
    p.put("value.deserializer", "x");
    new KafkaConsumer<String, String>(p);
  }
}
