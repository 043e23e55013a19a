package shop.operator;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;

class ResourceBuilders {
  Object bridge() {
    return new BridgeProducerBuilder()
        .withConfig(Map.of("acks", 1, "linger.ms", 100, "key.serializer", "a"))
        .build();
  }

  Object cluster() {
    return new KafkaBuilder().withConfig(Map.of(
        Constants.DEFAULT_REPLICATION_FACTOR, 1,
        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, 1)).build();
  }

  Object topic(int factor) {
    return new KafkaTopicBuilder()
        .withConfig(Map.of(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "1"))
        .withReplicas(factor)
        .build();
  }

  Object alone() {
    return new KafkaTopicBuilder().withConfig(Map.of(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "1")).build();
  }

  Map<String, Object> client() {
    return Map.of(ProducerConfig.ACKS_CONFIG, 1, "key.serializer", "a");
  }
}
