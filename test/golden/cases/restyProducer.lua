local producer = require "resty.kafka.producer"
-- required_acks = 0
local clicks = producer:new(brokers, { producer_type = "async", required_acks = 0 })
local orders = producer:new(brokers, { required_acks = -1 })
