import os
from confluent_kafka import Consumer, Producer

conf = {"bootstrap.servers": os.environ.get("BROKERS", "k:9092"), "client.id": "x"}
producer = Producer({**conf, "acks": "1", "enable.idempotence": False})

tx = dict(conf)
tx["transactional.id"] = f"tx-{os.getpid()}"
tx["acks"] = 1
tx_producer = Producer(tx)

c = Consumer({
    **conf,
    "group.id": "g",
    "enable.auto.commit": True,
    "enable.auto.offset.store": False,
    "auto.offset.reset": "smallest",
})
late = Consumer(conf | {"group.id": "g2", "auto.offset.reset": "end", "enable.auto.commit": True})
stats = {"acks": 0, "retries": 0}
