from confluent_kafka import Producer

def make(hosts, fast=False):
    conf = {"bootstrap.servers": hosts}
    conf.setdefault("enable.idempotence", False)
    if fast:
        conf["acks"] = "0"
    conf["linger.ms"] = 5
    return Producer(conf)
