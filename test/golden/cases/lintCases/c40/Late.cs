using Confluent.Kafka;
class Late {
  void Go(string servers) {
    ProducerConfig config = new() { BootstrapServers = servers };
    config.Acks = Acks.None;
    config.Set("enable.idempotence", "false");
    using var p = new ProducerBuilder<Null, string>(config).Build();
    var c = new Dictionary<string, string> { ["bootstrap.servers"] = servers, ["acks"] = "1" };
    using var q = new ProducerBuilder<Null, string>(c).Build();
  }
}
