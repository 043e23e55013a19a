import io.micronaut.configuration.kafka.annotation.*;
import io.micronaut.context.annotation.Property;
import org.apache.kafka.clients.producer.ProducerConfig;
@KafkaClient(
    id = "orders",
    acks = KafkaClient.Acknowledge.NONE,
    properties = @Property(name = ProducerConfig.RETRIES_CONFIG, value = "5"))
interface Client { void send(String s); }
@KafkaListener(groupId = "g", offsetReset = OffsetReset.LATEST, offsetStrategy = OffsetStrategy.SYNC)
class L { }
