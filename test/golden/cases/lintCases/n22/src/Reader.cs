using Confluent.Kafka;

internal sealed class Reader
{
    private readonly ConsumerConfig _config = new()
    {
        BootstrapServers = "k1:9092",
        GroupId = "g",
        GroupInstanceId = "reader-1",
        SessionTimeoutMs = 400_000,
    };

    private ConsumerConfig Own(string pod) => new()
    {
        GroupId = "g",
        GroupInstanceId = pod,
        SessionTimeoutMs = 30_000,
        MaxPollIntervalMs = 600_000,
    };
}
