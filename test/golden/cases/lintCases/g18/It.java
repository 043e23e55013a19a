import org.testcontainers.containers.KafkaContainer;
class It {
  KafkaContainer k = new KafkaContainer(DockerImageName.parse("confluentinc/cp-kafka:7.5.0"))
    .withEnv("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1")
    .withEnv("KAFKA_DEFAULT_REPLICATION_FACTOR", "1")
    .withEnv("KAFKA_UNCLEAN_LEADER_ELECTION_ENABLE", "true");
  MySQLContainer m = new MySQLContainer().withEnv("ACKS", "0");
}
