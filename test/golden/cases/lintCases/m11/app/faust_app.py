import faust

app = faust.App(
    "app",
    broker="kafka://k:9092",
    producer_acks=0,
    topic_replication_factor=1,
    consumer_auto_offset_reset="latest",
)
