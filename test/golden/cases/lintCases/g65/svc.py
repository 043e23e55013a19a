from kafka import KafkaProducer, KafkaConsumer
from kafka.errors import KafkaError
class Svc:
    _acks = 0
    DEFAULT = {"acks": 1, "retries": 0, "bootstrap_servers": "a"}
    def __init__(self, **kw):
        self.producer = KafkaProducer(**{**self.DEFAULT, **kw})
    @staticmethod
    def make(acks="all", **kw):
        return KafkaProducer(acks=acks, max_in_flight_requests_per_connection=10, **kw)
    def quick(self):
        return KafkaProducer(bootstrap_servers="a", acks=self._acks)
    def lam(self):
        build = lambda: KafkaProducer(bootstrap_servers="a", acks=1, linger_ms=5)
        return build
    def cons(self):
        return KafkaConsumer("t", group_id="g", enable_auto_commit=True, auto_offset_reset="latest" if self.x else "earliest")
