package main

import "github.com/segmentio/kafka-go"

func old() *kafka.Writer {
	return kafka.NewWriter(kafka.WriterConfig{Brokers: []string{"k"}, Topic: "t", RequiredAcks: 0})
}

func done() *kafka.Writer {
	w := &kafka.Writer{Addr: kafka.TCP("k:9092"), RequiredAcks: kafka.RequireAll}
	w.Async = true
	w.Completion = func(m []kafka.Message, err error) {}
	return w
}

func create(c *kafka.Conn) error {
	return c.CreateTopics(kafka.TopicConfig{Topic: "t", NumPartitions: 1, ReplicationFactor: 1})
}
