package pkg

import (
	"os"

	kafka "github.com/Shopify/sarama"
)

type opts struct{ acks kafka.RequiredAcks }

func build(o opts) *kafka.Config {
	c := kafka.NewConfig()
	c.Producer.RequiredAcks = o.acks
	c.Producer.Return.Successes = true
	if os.Getenv("FAST") != "" {
		c.Producer.RequiredAcks = kafka.NoResponse
	}
	c.Consumer.Offsets.AutoCommit.Enable = true
	c.Consumer.Offsets.Initial = kafka.OffsetOldest
	return c
}
