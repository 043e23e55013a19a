package bus

import "github.com/segmentio/kafka-go"

func open(seed string) *kafka.Writer {
	return kafka.NewWriter(kafka.WriterConfig{
		Brokers:      []string{seed},
		RequiredAcks: int(kafka.RequireOne),
	})
}
