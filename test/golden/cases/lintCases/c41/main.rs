use rdkafka::config::ClientConfig;
use rdkafka::producer::FutureProducer;
use rdkafka::admin::{NewTopic, TopicReplication};
fn main() {
    let p: FutureProducer = ClientConfig::new()
        .set("bootstrap.servers", "k:9092")
        .set("acks", "0")
        .create().unwrap();
    let mut c = ClientConfig::new();
    c.set("group.id", "g").set("enable.auto.commit", "true");
    c.set("auto.offset.reset", "latest");
    let t = NewTopic::new("t", 1, TopicReplication::Fixed(1));
}
