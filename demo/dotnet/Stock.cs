using Confluent.Kafka;

namespace Shop;

public static class Stock
{
    public static IProducer<string, string> Producer() =>
        new ProducerBuilder<string, string>(new ProducerConfig
        {
            BootstrapServers = "localhost:9092",
            Acks = Acks.Leader,
            MessageSendMaxRetries = 3,
        }).Build();
}
