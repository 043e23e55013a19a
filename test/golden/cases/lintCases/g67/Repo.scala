import org.apache.kafka.clients.producer.ProducerConfig
import org.apache.kafka.clients.consumer.ConsumerConfig
import scala.jdk.CollectionConverters._
object Repo {
  val acks = "0"
  private val base: Map[String, AnyRef] = Map(
    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG -> "a",
    ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG -> "true")
  val p = new KafkaProducer[String, String]((base + (ProducerConfig.ACKS_CONFIG -> "1")).asJava)
  val q = new KafkaProducer[String, String]((base ++ Map(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION -> "10")).asJava)
  val javaProps = new java.util.Properties()
  javaProps.put(ConsumerConfig.GROUP_ID_CONFIG, "g")
  javaProps.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted")
}
