import argparse
from confluent_kafka import Producer
parser = argparse.ArgumentParser()
parser.add_argument("--acks", default="0", choices=["0", "1", "all"])
parser.add_argument("--retries", type=int, default=0)
args = parser.parse_args()
p = Producer({"bootstrap.servers": args.b, "acks": args.acks, "retries": args.retries})
