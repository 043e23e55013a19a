package shop

import java.util.Properties
import org.apache.kafka.clients.producer.KafkaProducer
import org.apache.kafka.clients.producer.ProducerConfig
import org.apache.kafka.clients.producer.ProducerRecord

class LoyaltyPoints {
    private val producer = KafkaProducer<String, String>(
        Properties().apply {
            put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092")
            put(ProducerConfig.ACKS_CONFIG, "all")
            // Points that are booked twice are money.
            put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false)
        },
    )

    fun add(customer: String, points: Int) {
        producer.send(ProducerRecord("points", customer, points.toString()))
    }
}
