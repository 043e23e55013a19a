import os
from confluent_kafka import Producer

class Settings:
    BASE = {"bootstrap.servers": os.environ["KAFKA"]}
    ACKS = os.getenv("ACKS", "0")

    def producer(self, **more):
        conf = dict(self.BASE, **{"acks": "1"})
        conf.update(more)
        return Producer(conf)

    def quick(self):
        return Producer({**self.BASE, "acks": self.ACKS})
