from confluent_kafka import Producer
p = Producer({"bootstrap.servers": "a", "transactional.id": "t", "message.timeout.ms": 120000})
q = Producer({"bootstrap.servers": "a", "transactional.id": "t", "message.timeout.ms": 60000, "enable.idempotence": False})
r = Producer({"bootstrap.servers": "a", "transactional.id": "t", "acks": 1, "retries": 0, "max.in.flight.requests.per.connection": 10})
s = Producer({"bootstrap.servers": "a", "acks": "leader"})
t = Producer({"bootstrap.servers": "a", "acks": 2})
u = Producer({"bootstrap.servers": "a", "acks": "ALL"})
v = Producer({"bootstrap.servers": "a", "max.in.flight": 5, "retries": 3})
w = Producer({"bootstrap.servers": "a", "message.timeout.ms": 0, "linger.ms": 50})
