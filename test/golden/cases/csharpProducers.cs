using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace Shop;

public sealed class CsharpProducers
{
    private const string Weak = "1";
    private readonly ProducerConfig _orders = new() { Acks = Acks.Leader, EnableIdempotence = true };

    public IProducer<Null, string> Open(string brokers, bool fast)
    {
        var config = new ProducerConfig
        {
            BootstrapServers = brokers,
            // Acks = Acks.None,
            MessageSendMaxRetries = 0,
        };
        config.Acks = fast ? Acks.None : Acks.All;
        return new ProducerBuilder<Null, string>(config).Build();
    }

    public IConsumer<Null, string> Read() =>
        new ConsumerBuilder<Null, string>(new ConsumerConfig
        {
            GroupId = "g",
            AutoOffsetReset = AutoOffsetReset.Latest,
            IsolationLevel = IsolationLevel.ReadUncommitted,
        }).Build();

    public ProducerConfig Map() => new(new Dictionary<string, string> { ["acks"] = Weak });

    public Player Hero() => new Player { Attacks = 0, Acks = 0 };
}
