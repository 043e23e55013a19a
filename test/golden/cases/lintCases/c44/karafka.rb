require 'waterdrop'
producer = WaterDrop::Producer.new do |config|
  config.deliver = true
  config.kafka = {
    'bootstrap.servers': 'k:9092',
    'request.required.acks': 1
  }
end
class App < Karafka::App
  setup do |config|
    config.kafka = { 'bootstrap.servers': 'k:9092', 'auto.offset.reset': 'latest' }
    config.client_id = 'a'
  end
end
