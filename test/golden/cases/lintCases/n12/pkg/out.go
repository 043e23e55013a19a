package out

import "github.com/IBM/sarama"

func Open(brokers []string) (sarama.AsyncProducer, error) {
	cfg := sarama.NewConfig()
	cfg.Producer.RequiredAcks = sarama.RequiredAcks(0)
	return sarama.NewAsyncProducer(brokers, cfg)
}
