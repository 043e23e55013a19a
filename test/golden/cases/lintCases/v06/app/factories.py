from functools import partial

from kafka import KafkaProducer

lossy = partial(KafkaProducer, bootstrap_servers="bus:9092", acks=0)
session = partial(dict, acks=0, retries=0)
