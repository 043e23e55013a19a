import org.apache.kafka.streams.*;
import org.apache.kafka.clients.producer.ProducerConfig;
class S {
  Properties p() {
    Properties p = new Properties();
    p.put(StreamsConfig.APPLICATION_ID_CONFIG, "a");
    p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    p.put(StreamsConfig.producerPrefix(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG), false);
    p.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 10);
    p.put(StreamsConfig.consumerPrefix("isolation.level"), "read_uncommitted");
    p.put("enable.auto.commit", "true");
    return p;
  }
}
