import reactor.kafka.sender.*;
import org.apache.kafka.clients.producer.ProducerConfig;
class Reactor extends Base {
  @Override
  public SenderOptions<Integer, String> senderOptions() {
    return super.senderOptions()
        .producerProperty(ProducerConfig.ACKS_CONFIG, "0")
        .stopOnError(false);
  }
}
