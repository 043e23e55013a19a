import org.apache.kafka.clients.producer.*;
class Overrides {
  Producer<String,String> make(Map<String, Object> user) {
    Map<String, Object> c = new HashMap<>();
    c.put("acks", "0");
    c.putAll(user);
    c.put("enable.idempotence", "true");
    c.put("acks", "all");
    return new KafkaProducer<>(c);
  }
}
