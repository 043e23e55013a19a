module Shop.Producer

open Confluent.Kafka

// ProducerConfig(Acks = Acks.None)
let clicks = ProducerConfig(BootstrapServers = "b:9092", Acks = Nullable Acks.None)
let orders = ProducerConfig(BootstrapServers = "b:9092", EnableIdempotence = Nullable true, Acks = Nullable(Acks.Leader))
