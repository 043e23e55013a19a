from confluent_kafka import Producer

FACTORIES = {
    "fast": lambda: Producer({"bootstrap.servers": "k1", "acks": 0}),
    "safe": lambda: Producer({"bootstrap.servers": "k1", "acks": "all"}),
    "count": lambda stats: stats.update({"acks": 0}),
}
