package main

import kafka "github.com/segmentio/kafka-go"

var w = &kafka.Writer{
	Addr:  kafka.TCP("a"),
	Topic: "t",
}
var x = &kafka.Writer{Addr: kafka.TCP("a"), RequiredAcks: kafka.RequireOne, Async: true, Completion: func(m []kafka.Message, err error) {}}
var y = kafka.NewWriter(kafka.WriterConfig{Brokers: b, Topic: "t", RequiredAcks: 0})
var z = kafka.NewWriter(kafka.WriterConfig{
	Brokers:      b,
	RequiredAcks: 1,
	Async:        true,
})
var r = kafka.NewReader(kafka.ReaderConfig{
	Brokers:        b,
	GroupID:        "g",
	StartOffset:    kafka.LastOffset,
	IsolationLevel: kafka.ReadUncommitted,
	CommitInterval: time.Second,
})

func f(conn *kafka.Conn) {
	conn.SetRequiredAcks(1)
	conn.CreateTopics(kafka.TopicConfig{Topic: "t", NumPartitions: 1, ReplicationFactor: 1})
}
