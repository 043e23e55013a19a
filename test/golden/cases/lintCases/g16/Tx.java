import org.apache.kafka.clients.producer.*;
class Tx {
  void go() {
    var props = new HashMap<String, Object>();
    props.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "tx-1");
    props.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, Boolean.FALSE);
    props.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 1_800_000);
    new KafkaProducer<String, String>(props);
  }
}
