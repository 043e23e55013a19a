import org.apache.kafka.clients.producer.ProducerConfig;
import java.util.*;
/** With {@code acks=0} the broker is silent; see {@link ProducerConfig#ACKS_CONFIG}. */
class AckListener {
  static final List<String> NAMES = List.of(ProducerConfig.ACKS_CONFIG, ProducerConfig.RETRIES_CONFIG);
  private int acks = 0;
  private int retries = 0;
  void check(Map<String, Object> m) {
    assertEquals("0", m.get(ProducerConfig.ACKS_CONFIG));
    assertThat(m).containsEntry(ProducerConfig.ACKS_CONFIG, "1");
    if ("0".equals(m.get("acks"))) log.info("acks=0");
    stats.put("acks", 0);
    cassandra.put("replication_factor", 1);
  }
}
