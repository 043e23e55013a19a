import org.apache.kafka.clients.producer.KafkaProducer
import org.apache.kafka.clients.producer.ProducerConfig.*
import java.util.Properties

class Producers(private val servers: String) {
    private val common = mapOf(
        BOOTSTRAP_SERVERS_CONFIG to servers,
        ACKS_CONFIG to "1",
    )

    val first = KafkaProducer<String, String>(common + mapOf(RETRIES_CONFIG to 0))

    val second by lazy {
        val p = Properties()
        p[BOOTSTRAP_SERVERS_CONFIG] = servers
        p[ACKS_CONFIG] = "all"
        p[ENABLE_IDEMPOTENCE_CONFIG] = false
        KafkaProducer<String, String>(p)
    }

    val third = KafkaProducer<String, String>(buildMap {
        put(BOOTSTRAP_SERVERS_CONFIG, servers)
        put(ACKS_CONFIG, System.getenv("ACKS") ?: "0")
    })
    val stats = hashMapOf("acks" to 0, "retries" to 0)
}
