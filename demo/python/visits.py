"""Counts visits. confluent-kafka brings librdkafka, where idempotence is off unless it is asked for."""

from confluent_kafka import Consumer, Producer

producer = Producer({"bootstrap.servers": "localhost:9092", "acks": "all", "retries": 10})

consumer = Consumer(
    {
        "bootstrap.servers": "localhost:9092",
        "group.id": "visits",
        # Offsets are stored before the work is done, and committed by a timer.
        "enable.auto.commit": True,
        "auto.offset.reset": "latest",
    }
)


def record_visit(visitor: str) -> None:
    producer.produce("visits", key=visitor, value="1")
