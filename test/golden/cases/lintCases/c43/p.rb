require "kafka"
kafka = Kafka.new(["k:9092"], client_id: "x")
producer = kafka.producer(required_acks: 0, max_retries: 0)
other = kafka.async_producer(required_acks: :all, idempotent: true, max_retries: 5)
