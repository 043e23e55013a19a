from confluent_kafka import Producer, Consumer
import logging

DEFAULTS = {"bootstrap.servers": "k:9092", "acks": "all"}


class Bus:
    def __init__(self, durable=True):
        cfg = DEFAULTS.copy()
        if not durable:
            cfg["acks"] = "0"
        self.p = Producer(cfg)

    def tx(self):
        cfg = {**DEFAULTS, "transactional.id": "t", "message.timeout.ms": 90000}
        return Producer(cfg)

    def idem(self):
        return Producer(DEFAULTS | {"enable.idempotence": "true", "max.in.flight.requests.per.connection": 5, "retries": 0})

    def log(self):
        logging.info("acks=%s", 0)
