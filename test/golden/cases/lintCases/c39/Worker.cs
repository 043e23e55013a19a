using Confluent.Kafka;
using Confluent.Kafka.Admin;
class Worker {
  IProducer<Null, string> P() {
    var cfg = new ProducerConfig { BootstrapServers = "k:9092", EnableIdempotence = true };
    cfg.Acks = Acks.Leader;
    cfg.MaxInFlight = 6;
    return new ProducerBuilder<Null, string>(cfg).Build();
  }
  IConsumer<Null, string> C() => new ConsumerBuilder<Null, string>(new ConsumerConfig {
    GroupId = "g",
    AutoOffsetReset = AutoOffsetReset.Latest,
    EnableAutoCommit = true,
    IsolationLevel = IsolationLevel.ReadUncommitted,
  }).Build();
  TopicSpecification T() => new() { Name = "t", ReplicationFactor = 1 };
}
