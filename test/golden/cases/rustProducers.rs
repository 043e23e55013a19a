use rdkafka::config::ClientConfig;
use rdkafka::producer::FutureProducer;

const ACKS: &str = "0";

fn chained(brokers: &str) -> FutureProducer {
    ClientConfig::new()
        .set("bootstrap.servers", brokers)
        .set("acks", ACKS)
        .create()
        .expect("producer")
}

fn stepwise(strict: bool) -> ClientConfig {
    let mut config = ClientConfig::new();
    config.set("acks", "1");
    if strict {
        config.set("acks", "all");
    }
    config
}

fn counters() -> Vec<(&'static str, u32)> {
    vec![("acks", 0), ("retries", 0)]
}
