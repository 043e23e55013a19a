import org.apache.kafka.clients.producer.*;
class Removed {
  Producer<String,String> make() {
    Map<String, Object> c = new HashMap<>(defaults());
    c.put("transactional.id", "a");
    c.put("enable.idempotence", "false");
    c.remove("enable.idempotence");
    c.putIfAbsent("acks", "all");
    return new KafkaProducer<>(c);
  }
}
