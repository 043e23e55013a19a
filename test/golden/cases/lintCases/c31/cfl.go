package main

import "github.com/confluentinc/confluent-kafka-go/v2/kafka"

func a() (*kafka.Producer, error) {
	cm := kafka.ConfigMap{"bootstrap.servers": "k:9092"}
	cm["acks"] = 0
	_ = cm.SetKey("enable.idempotence", false)
	return kafka.NewProducer(&cm)
}

func b() (*kafka.Consumer, error) {
	return kafka.NewConsumer(&kafka.ConfigMap{
		"bootstrap.servers":  "k",
		"group.id":           "g",
		"auto.offset.reset":  "latest",
		"enable.auto.commit": true,
	})
}

var spec = []kafka.TopicSpecification{{Topic: "t", NumPartitions: 1, ReplicationFactor: 1}}
