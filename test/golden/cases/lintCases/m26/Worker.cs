using Confluent.Kafka;
using Microsoft.Extensions.Configuration;

public class Worker
{
    public IProducer<string, string> A(IConfiguration configuration)
    {
        var config = configuration.GetSection("Kafka").Get<ProducerConfig>();
        config.Acks = Acks.None;
        config.MessageSendMaxRetries = 3;
        return new ProducerBuilder<string, string>(config).Build();
    }

    public IConsumer<string, string> B() => new ConsumerBuilder<string, string>(new ConsumerConfig
    {
        GroupId = "g",
        BootstrapServers = "k:9092",
        EnableAutoCommit = true,
        EnableAutoOffsetStore = false,
        AutoOffsetReset = AutoOffsetReset.Earliest,
    }).Build();

    public ProducerConfig C() => new()
    {
        BootstrapServers = "k:9092",
        TransactionalId = "t",
        TransactionTimeoutMs = 20 * 60 * 1000,
    };
}
