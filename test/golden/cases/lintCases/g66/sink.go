package sink

import (
	"os"
	"strings"

	"github.com/segmentio/kafka-go"
)

type Sink struct{ w *kafka.Writer }

func New() *Sink {
	w := &kafka.Writer{
		Addr:     kafka.TCP(strings.Split(os.Getenv("B"), ",")...),
		Balancer: &kafka.LeastBytes{},
	}
	w.RequiredAcks = kafka.RequireNone
	w.Async = true
	return &Sink{w: w}
}

func NewSafe(acks int) *kafka.Writer {
	w := kafka.Writer{Addr: kafka.TCP("a"), RequiredAcks: kafka.RequiredAcks(acks), Async: true}
	w.Completion = func(m []kafka.Message, err error) {}
	return &w
}

func Reader() *kafka.Reader {
	return kafka.NewReader(kafka.ReaderConfig{Brokers: nil, GroupID: "g", StartOffset: kafka.FirstOffset})
}
