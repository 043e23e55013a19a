using Confluent.Kafka;
using Microsoft.Extensions.Options;
public class Worker {
  private const Acks Default = Acks.Leader;
  private static ProducerConfig Base() => new() { BootstrapServers = "a", EnableIdempotence = true };
  public IProducer<string, string> Build(IConfiguration c) {
    var cfg = Base();
    cfg.Acks = Acks.Leader;
    return new ProducerBuilder<string, string>(cfg).Build();
  }
  public ProducerConfig FromConfig(IConfiguration c) {
    var cfg = c.GetSection("Kafka").Get<ProducerConfig>();
    cfg.Acks = (Acks)int.Parse(c["acks"]);
    cfg.EnableIdempotence ??= false;
    return cfg;
  }
  public ConsumerConfig Cons() => new ConsumerConfig {
    GroupId = "g",
    AutoOffsetReset = AutoOffsetReset.Latest,
    EnableAutoCommit = true, // store offsets by hand
    EnableAutoOffsetStore = false
  };
  public void Tx() {
    var c = new ProducerConfig { TransactionalId = $"tx-{Environment.MachineName}", Acks = Acks.Leader,
      TransactionTimeoutMs = 3600000 };
    c.Set("retries", "0");
    c.Set("queue.buffering.max.ms", "5");
  }
}
