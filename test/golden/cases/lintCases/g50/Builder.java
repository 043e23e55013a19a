import org.apache.kafka.clients.producer.*;
class Builder {
  private final Map<String, Object> config = new HashMap<>();
  Builder acks(String a) { config.put(ProducerConfig.ACKS_CONFIG, a); return this; }
  Builder retries(int r) { config.put(ProducerConfig.RETRIES_CONFIG, r); return this; }
  Producer<String, String> build() { return new KafkaProducer<>(config); }
  static Producer<String, String> x() { return new Builder().acks("0").retries(0).build(); }
}
