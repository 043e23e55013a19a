import org.apache.kafka.clients.producer.ProducerConfig
import akka.kafka._
object Conf {
  val settings = ProducerSettings(system, new StringSerializer, new StringSerializer)
    .withBootstrapServers("k:9092")
    .withProperty(ProducerConfig.ACKS_CONFIG, "1")
  val consumer = defaults.consumer.withProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest")
  val m = Map[String, Object](
    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG -> "k",
    ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG -> "false",
    ProducerConfig.ACKS_CONFIG -> "all")
}
