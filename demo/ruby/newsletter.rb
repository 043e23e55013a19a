require "rdkafka"

PRODUCER = Rdkafka::Config.new(
  "bootstrap.servers": "localhost:9092",
  "acks": 0
).producer

def subscribe(address)
  PRODUCER.produce(topic: "newsletter", key: address, payload: "subscribed")
end
