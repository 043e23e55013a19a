package main

import "github.com/segmentio/kafka-go"

func w() *kafka.Writer {
	return &kafka.Writer{
		Addr:         kafka.TCP("k:9092"),
		Topic:        "t",
		RequiredAcks: kafka.RequireOne,
		Async:        true,
		MaxAttempts:  1,
	}
}

func r() *kafka.Reader {
	return kafka.NewReader(kafka.ReaderConfig{
		Brokers:     []string{"k:9092"},
		GroupID:     "g",
		StartOffset: kafka.LastOffset,
	})
}

func old() *kafka.Writer {
	return kafka.NewWriter(kafka.WriterConfig{Brokers: []string{"k"}, RequiredAcks: 1})
}
