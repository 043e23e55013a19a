import java.util.*;
import org.apache.kafka.clients.producer.*;
class Ints {
  void go() {
    Properties p = new Properties();
    p.put(ProducerConfig.ACKS_CONFIG, 1);
    new KafkaProducer<String, String>(p);
  }
}
