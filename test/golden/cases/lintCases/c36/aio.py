from aiokafka import AIOKafkaProducer, AIOKafkaConsumer
async def go():
    p = AIOKafkaProducer(bootstrap_servers="k", acks=1, enable_idempotence=True)
    c = AIOKafkaConsumer("t", bootstrap_servers="k", isolation_level="read_uncommitted", auto_offset_reset="latest")
