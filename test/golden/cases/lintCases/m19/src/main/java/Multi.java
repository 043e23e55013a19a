import org.apache.kafka.clients.consumer.*;
import org.apache.kafka.clients.producer.*;
import java.util.*;
import java.util.concurrent.TimeUnit;

public class Multi {
    private static final Map<String, Object> COMMON = Map.of("bootstrap.servers", "k:9092");
    private static final String ALL = "al" + "l";

    Producer<String, String> p() {
        Map<String, Object> m = new HashMap<>(COMMON);
        m.put("acks", ALL);
        m.put("max.in.flight.requests.per.connection", 5);
        m.putIfAbsent("retries", 0);
        return new KafkaProducer<>(m);
    }
    Producer<String, String> q() {
        var m = new HashMap<String, Object>(COMMON);
        m.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) TimeUnit.SECONDS.toMillis(10));
        m.put(ProducerConfig.ACKS_CONFIG, String.valueOf(0));
        return new KafkaProducer<>(m);
    }
    Consumer<String, String> c() {
        var m = new HashMap<String, Object>(COMMON);
        m.put(ConsumerConfig.GROUP_ID_CONFIG, "g");
        m.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, OffsetResetStrategy.LATEST.toString().toLowerCase());
        m.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        m.remove("acks");
        return new KafkaConsumer<>(m);
    }
}
