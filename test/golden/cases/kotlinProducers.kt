package shop

import java.util.Properties
import org.apache.kafka.clients.producer.KafkaProducer
import org.apache.kafka.clients.producer.ProducerConfig

class KotlinProducers(private val brokers: String) {
    companion object {
        private const val NONE = "0"
    }

    private val clicks = mapOf(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG to brokers,
        ProducerConfig.ACKS_CONFIG to NONE,
    )

    private val orders = Properties().apply {
        this["acks"] = "all"
        put("enable.idempotence", "false")
    }

    private val counters = mutableMapOf("acks" to 0, "retries" to 0)

    fun open() = listOf(KafkaProducer<String, String>(clicks), KafkaProducer<String, String>(orders))

    fun mixed(fast: Boolean): Map<String, Any> = buildMap {
        put(ProducerConfig.ACKS_CONFIG, if (fast) "0" else "all")
        put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5)
    }
}
