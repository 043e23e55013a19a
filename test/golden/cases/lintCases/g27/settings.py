KAFKA_PRODUCER_CONFIG = {
    "bootstrap.servers": "a:9092",
    "acks": "1",
    "enable.idempotence": False,
}
CACHES = {"acks": 0}
