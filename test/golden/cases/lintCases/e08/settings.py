from dataclasses import dataclass
from kafka import KafkaProducer

KAFKA = {
    "bootstrap_servers": ["k:9092"],
    "acks": 0,
}
RABBIT = {"acks": 0, "retries": 0}

@dataclass
class Retry:
    retries: int = 0
    acks: int = 1

def producer():
    return KafkaProducer(**KAFKA)
