from confluent_kafka import Producer, Consumer
conf = {
    "bootstrap.servers": "k:9092",
    "enable.idempotence": True,
    "max.in.flight.requests.per.connection": 10,
    "retries": 0,
}
p = Producer(conf)
c = Consumer({"group.id": "g", "enable.auto.commit": True, "enable.auto.offset.store": False, "auto.offset.reset": "earliest"})
d = Consumer(**{"group.id": "g", "auto.offset.reset": "end"})
