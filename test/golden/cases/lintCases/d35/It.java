import org.testcontainers.containers.KafkaContainer;
class It {
  static KafkaContainer kafka = new KafkaContainer(DockerImageName.parse("confluentinc/cp-kafka:7.4.0"))
      .withEnv("KAFKA_DEFAULT_REPLICATION_FACTOR", "1")
      .withEnv("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1");
  void other() { redis.withEnv("REPLICATION_FACTOR", "1"); }
}
