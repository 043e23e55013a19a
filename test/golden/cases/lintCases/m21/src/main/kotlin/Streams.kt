import org.apache.kafka.streams.KafkaStreams
import org.apache.kafka.streams.StreamsConfig
import org.apache.kafka.streams.Topology
import java.util.Properties

fun start(t: Topology): KafkaStreams {
    val props = Properties().apply {
        put(StreamsConfig.APPLICATION_ID_CONFIG, "a")
        put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "k:9092")
        put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, "exactly_once_beta")
        put("auto.offset.reset", "latest")
    }
    return KafkaStreams(t, props)
}
