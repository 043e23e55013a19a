import org.apache.kafka.clients.consumer.ConsumerConfig
import org.apache.kafka.clients.consumer.KafkaConsumer
fun consumer() = KafkaConsumer<String, String>(
    mapOf(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG to "k:9092",
        ConsumerConfig.GROUP_ID_CONFIG to "g",
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG to "latest",
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG to true,
        ConsumerConfig.ISOLATION_LEVEL_CONFIG to "read_committed",
    )
)
