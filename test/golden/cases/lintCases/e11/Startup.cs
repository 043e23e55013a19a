using Confluent.Kafka;
using Microsoft.Extensions.Configuration;
class Startup {
  public void Configure(IServiceCollection services, IConfiguration configuration) {
    services.Configure<ProducerConfig>(configuration.GetSection("Kafka"));
    services.AddSingleton(new ProducerConfig(configuration.GetSection("Kafka").Get<ClientConfig>()) { Acks = Acks.Leader });
    services.AddKafkaClient(o => { o.Acks = 0; });
    var retry = new RetryOptions { Retries = 0, Acks = 1 };
  }
  enum Mode { None = 0, Leader = 1 }
}
