import org.apache.flink.connector.kafka.sink.*;
import org.apache.flink.connector.base.DeliveryGuarantee;
class Sink {
  KafkaSink<String> a() {
    return KafkaSink.<String>builder().setBootstrapServers("k:9092")
        .setDeliveryGuarantee(DeliveryGuarantee.NONE)
        .build();
  }
  KafkaSink<String> b() {
    return KafkaSink.<String>builder().setBootstrapServers("k:9092")
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .build();
  }
  KafkaSink<String> c() {
    return KafkaSink.<String>builder().setBootstrapServers("k:9092")
        .setProperty("acks", "0")
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .build();
  }
}
