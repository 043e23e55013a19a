import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.kafka.KafkaProperties;
import org.springframework.kafka.core.*;
import java.util.Map;
class Lombok {
  @Value("${app.acks:1}") private String acks;
  ProducerFactory<String, String> a(KafkaProperties kp) {
    Map<String, Object> props = kp.buildProducerProperties(null);
    props.put(ProducerConfig.ACKS_CONFIG, acks);
    props.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, Boolean.FALSE);
    return new DefaultKafkaProducerFactory<>(props);
  }
  ProducerFactory<String, String> b(KafkaProperties kp) {
    return new DefaultKafkaProducerFactory<>(kp.buildProducerProperties(null), null, null);
  }
}
