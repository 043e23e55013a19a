import org.springframework.kafka.config.TopicBuilder;
import org.apache.kafka.clients.admin.*;
class TopicConfig {
  @Bean KafkaAdmin.NewTopics all() {
    return new KafkaAdmin.NewTopics(
      TopicBuilder.name("a").partitions(1).replicas(1).build(),
      TopicBuilder.name("b").partitions(1).replicas(2).config(org.apache.kafka.common.config.TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2").build());
  }
  void m(Admin admin, short rf) {
    admin.createTopics(List.of(new NewTopic("x", 3, rf), new NewTopic("y", Optional.of(3), Optional.of((short) 1))));
    NewTopic z = new NewTopic("z", 3, (short) 3).configs(Map.of("min.insync.replicas", "1", "unclean.leader.election.enable", "true"));
    Cluster.builder().withReplicationFactor(1);
    replicas(1);
  }
}
