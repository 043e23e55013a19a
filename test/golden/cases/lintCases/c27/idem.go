package main

import (
	"github.com/Shopify/sarama"
)

var config = sarama.NewConfig()

func init() {
	config.Producer.Idempotent = true
	config.Producer.RequiredAcks = sarama.WaitForLocal
	config.Net.MaxOpenRequests = 5
	config.Producer.Retry.Max = 0
}
