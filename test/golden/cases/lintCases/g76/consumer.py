from confluent_kafka import Consumer
c = Consumer({"bootstrap.servers": "a", "group.id": "g", "enable.auto.commit": "true", "isolation.level": "read_uncommitted"})
d = Consumer({"bootstrap.servers": "a", "group.id": "g", "auto.offset.reset": "smallest"})
e = Consumer({"bootstrap.servers": "a", "group.id": "g", "auto.offset.reset": "error", "enable.auto.commit": False})
