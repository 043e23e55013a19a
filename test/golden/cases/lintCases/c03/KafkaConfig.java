import org.springframework.context.annotation.*;
import org.springframework.kafka.core.*;
import org.apache.kafka.clients.producer.ProducerConfig;
import java.util.*;
@Configuration
public class KafkaConfig {
  @Value("${kafka.servers}") private String servers;
  @Bean
  public Map<String, Object> producerConfigs() {
    Map<String, Object> props = new HashMap<>();
    props.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    props.put(ProducerConfig.ACKS_CONFIG, "1");
    props.put(ProducerConfig.RETRIES_CONFIG, 0);
    return props;
  }
  @Bean
  public ProducerFactory<String, String> producerFactory() {
    return new DefaultKafkaProducerFactory<>(producerConfigs());
  }
  @Bean
  public ConsumerFactory<String, String> consumerFactory() {
    Map<String, Object> props = new HashMap<>();
    props.put("group.id", "g");
    props.put("enable.auto.commit", false);
    props.put("auto.offset.reset", "earliest");
    return new DefaultKafkaConsumerFactory<>(props);
  }
}
