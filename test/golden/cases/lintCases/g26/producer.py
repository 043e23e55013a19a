from kafka import KafkaProducer
import json
p = KafkaProducer(bootstrap_servers=['a:9092'], acks=0, retries=5, value_serializer=lambda v: json.dumps(v))
q = KafkaProducer(bootstrap_servers='a', acks='all', retries=0)
r = KafkaProducer(bootstrap_servers='a', acks=1, enable_idempotence=True)
s = KafkaProducer(bootstrap_servers='a', enable_idempotence=False, retries=float('inf'))
stats = {'acks': 0, 'retries': 0}
def f(acks=0, retries=0): pass
f(acks=0)
