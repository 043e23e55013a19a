require 'waterdrop'

producer = WaterDrop::Producer.new do |config|
  config.kafka = { 'bootstrap.servers': 'k1:9092', 'request.required.acks': 1 }
end
fast = producer.with(topic_config: { acks: 0 })
slow = producer.variant(topic_config: { 'request.required.acks': 1 }, max_wait_timeout: 500)

class Bus
  def initialize
    @producer = WaterDrop::Producer.new
    @producer.setup { |config| config.kafka = { 'bootstrap.servers': 'k1:9092', acks: 'all' } }
    @clicks = @producer.with(topic_config: { acks: 0 })
  end
end

query = relation.with(topic_config: { acks: 0 })
