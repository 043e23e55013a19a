require "kafka"

kafka = Kafka.new(["k:9092"], client_id: "app")
producer = kafka.producer(required_acks: 1, max_retries: 0)
async = kafka.async_producer(required_acks: :all, delivery_interval: 10)
fast = kafka.producer(required_acks: 0)
idem = kafka.producer(idempotent: true, required_acks: :all)
consumer = kafka.consumer(group_id: "g")
consumer.subscribe("t", start_from_beginning: false)
Sidekiq.retry = 0
