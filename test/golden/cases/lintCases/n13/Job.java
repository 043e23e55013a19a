import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;

class Job {
  KafkaSink<String> sink = KafkaSink.<String>builder()
      .setBootstrapServers("k1:9092")
      .setDeliverGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
      .build();
  KafkaSink<String> none = KafkaSink.<String>builder()
      .setBootstrapServers("k1:9092")
      .setDeliverGuarantee(DeliveryGuarantee.NONE)
      .build();
}
