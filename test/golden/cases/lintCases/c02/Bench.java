import java.util.*;
import org.apache.kafka.clients.consumer.*;
abstract class Bench {
  final Map<String, Object> consumerProps;
  Bench(String s) {
    consumerProps = new HashMap<String, Object>();
    consumerProps.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, s);
    consumerProps.put(ConsumerConfig.GROUP_ID_CONFIG, "g");
    consumerProps.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "true");
    consumerProps.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
  }
}
