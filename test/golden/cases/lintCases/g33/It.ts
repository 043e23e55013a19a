import { GenericContainer } from 'testcontainers';
const k = await new GenericContainer('confluentinc/cp-kafka:7.5.0')
  .withEnvironment({ KAFKA_BROKER_ID: '1', KAFKA_UNCLEAN_LEADER_ELECTION_ENABLE: 'true' })
  // KAFKA_DEFAULT_REPLICATION_FACTOR: '1'
  .start();
