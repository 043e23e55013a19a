import org.eclipse.microprofile.reactive.messaging.*;
class SmallRye {
  @Incoming("a") @Acknowledgment(Acknowledgment.Strategy.PRE_PROCESSING)
  void on(org.apache.kafka.clients.consumer.ConsumerRecord<String, String> s) {}
}
