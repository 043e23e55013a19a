from kafka import KafkaProducer, KafkaConsumer
from kafka.admin import NewTopic
producer = KafkaProducer(
    bootstrap_servers="k:9092",
    acks=0,
    retries=0,
)
consumer = KafkaConsumer("t", group_id="g", auto_offset_reset="latest", enable_auto_commit=True)
topic = NewTopic(name="t", num_partitions=1, replication_factor=1)
