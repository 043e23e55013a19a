require "kafka"
require "karafka"

kafka = Kafka.new(["b:9092"], client_id: "shop")
clicks = kafka.producer(required_acks: 0)
orders = kafka.async_producer(required_acks: :all, idempotent: true)

class ShopApp < Karafka::App
  setup do |config|
    config.kafka = { "bootstrap.servers": "b:9092", "request.required.acks": 1 }
  end
end

counters = { acks: 0, max_retries: 0 }
