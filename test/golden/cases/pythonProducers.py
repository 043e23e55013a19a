"""acks=0 in this text is no setting."""
import os

from aiokafka import AIOKafkaProducer
from confluent_kafka import Consumer, Producer
from kafka import KafkaProducer

ACKS = 0
BASE = {"bootstrap.servers": "b:9092", "acks": "1"}


class Writer:
    def __init__(self, servers, acks=0):
        self.conf = {"bootstrap.servers": servers}
        self.conf["acks"] = ACKS
        self.fast = Producer(self.conf)
        self.safe = Producer({**BASE, "acks": "all", "enable.idempotence": False})
        self.given = KafkaProducer(bootstrap_servers=servers, acks=acks)
        self.weak = KafkaProducer(bootstrap_servers=servers, acks=1, retries=0)

    async def start(self):
        return AIOKafkaProducer(bootstrap_servers="b:9092")


def overridden(**site):
    return Producer({"acks": "0", **site})


def chosen(fast):
    conf = dict(BASE)
    if fast:
        conf.update({"acks": "0"})
    return Producer(conf)


reader = Consumer({
    "bootstrap.servers": "b:9092",
    "group.id": "g",
    "enable.auto.commit": True,
    "auto.offset.reset": "latest",
    "isolation.level": "read_uncommitted",
})
from_environment = Producer({"acks": os.environ.get("ACKS", "0")})
counters = {"acks": 0, "retries": 0}
