package main

import "github.com/IBM/sarama"

func newConfig() *sarama.Config {
	cfg := sarama.NewConfig()
	cfg.Producer.RequiredAcks = sarama.NoResponse
	cfg.Producer.Retry.Max = 0
	cfg.Producer.Return.Errors = false
	cfg.Consumer.Offsets.Initial = sarama.OffsetNewest
	cfg.Consumer.Offsets.AutoCommit.Enable = true
	cfg.Metadata.Retry.Max = 0
	return cfg
}

func topic(a sarama.ClusterAdmin) error {
	return a.CreateTopic("t", &sarama.TopicDetail{NumPartitions: 1, ReplicationFactor: 1}, false)
}
