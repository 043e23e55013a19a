use lapin::{Channel, options::*};
struct Publish { acks: u8, retries: u32 }
async fn go(c: &Channel) {
    let p = Publish { acks: 0, retries: 0 };
    c.basic_consume("q", "c", BasicConsumeOptions { no_ack: true, ..Default::default() }, Default::default()).await;
    let mut cfg = std::collections::HashMap::new();
    cfg.insert("acks", "0");
    cfg.insert("replication.factor", "1");
}
