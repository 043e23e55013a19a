import org.apache.kafka.clients.producer.*
import java.util.Properties
fun props() = Properties().apply {
    put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "k:9092")
    this[ProducerConfig.ACKS_CONFIG] = "0"
    setProperty(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "7")
}
val safe = KafkaProducer<String, String>(mapOf("acks" to "all", "bootstrap.servers" to "k"))
