import org.apache.kafka.clients.producer.*;
class Options {
  @Parameter(names = "--acks", description = "0, 1 or all") String acks = "0";
  @Option(names = "--retries", defaultValue = "0") int retries;
  Properties build() {
    Properties p = new Properties();
    p.put(ProducerConfig.ACKS_CONFIG, acks);
    p.put(ProducerConfig.RETRIES_CONFIG, retries);
    p.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, Boolean.parseBoolean(env("X")));
    return p;
  }
}
