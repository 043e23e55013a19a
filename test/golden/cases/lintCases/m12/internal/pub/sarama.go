package pub

import (
	"time"

	"github.com/IBM/sarama"
)

func New(brokers []string) (sarama.SyncProducer, error) {
	cfg := sarama.NewConfig()
	cfg.Version = sarama.V2_8_0_0
	cfg.Producer.RequiredAcks = sarama.WaitForLocal // default
	cfg.Producer.Retry.Max = 0
	cfg.Producer.Return.Successes = true
	cfg.Metadata.Retry.Max = 0
	cfg.Net.DialTimeout = 10 * time.Second
	return sarama.NewSyncProducer(brokers, cfg)
}

func Idem(brokers []string) (sarama.AsyncProducer, error) {
	cfg := sarama.NewConfig()
	cfg.Producer.Idempotent = true
	cfg.Producer.RequiredAcks = sarama.WaitForAll
	cfg.Net.MaxOpenRequests = 5
	cfg.Producer.Return.Errors = false
	return sarama.NewAsyncProducer(brokers, cfg)
}

func Group(brokers []string) (sarama.ConsumerGroup, error) {
	cfg := sarama.NewConfig()
	cfg.Consumer.Offsets.Initial = sarama.OffsetNewest
	cfg.Consumer.Offsets.AutoCommit.Enable = false
	cfg.Consumer.IsolationLevel = sarama.ReadCommitted
	return sarama.NewConsumerGroup(brokers, "g", cfg)
}
