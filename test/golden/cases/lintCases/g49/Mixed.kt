import org.apache.kafka.clients.producer.ProducerConfig
fun a(acks: String = "0") = mapOf(
  ProducerConfig.BOOTSTRAP_SERVERS_CONFIG to "a",
  ProducerConfig.ACKS_CONFIG to acks,
  ProducerConfig.RETRIES_CONFIG to (System.getenv("R") ?: "0"),
  ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG to false,
)
