require "kafka"
class Svc
  def initialize(acks: 0)
    @kafka = Kafka.new(ENV["B"].split(","), client_id: "x")
    @producer = @kafka.producer(required_acks: acks)
    @other = @kafka.async_producer(delivery_threshold: 10, required_acks: 1, idempotent: false)
  end
  def send(m) = @kafka.deliver_message(m, topic: "t")
  def consume
    c = @kafka.consumer(group_id: "g", offset_commit_interval: 5)
    c.subscribe("t", start_from_beginning: false)
  end
end
