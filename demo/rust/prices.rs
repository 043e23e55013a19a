use rdkafka::config::ClientConfig;
use rdkafka::producer::FutureProducer;

pub fn producer() -> FutureProducer {
    ClientConfig::new()
        .set("bootstrap.servers", "localhost:9092")
        .set("acks", "0")
        .create()
        .expect("a producer")
}
