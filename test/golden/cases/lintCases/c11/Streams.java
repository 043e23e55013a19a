import org.apache.kafka.streams.*;
import java.util.Properties;
class Streams {
  public static void main(String[] a) {
    final Properties p = new Properties();
    p.put(StreamsConfig.APPLICATION_ID_CONFIG, "x");
    p.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "k:9092");
    p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE);
    p.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
    p.put(StreamsConfig.producerPrefix("enable.idempotence"), "false");
    new KafkaStreams(null, p);
  }
}
