package shipping

import "github.com/IBM/sarama"

// NewProducer waits for nobody, and nobody reads its errors.
func NewProducer() (sarama.AsyncProducer, error) {
	config := sarama.NewConfig()
	config.Producer.RequiredAcks = sarama.NoResponse
	config.Producer.Retry.Max = 0
	return sarama.NewAsyncProducer([]string{"localhost:9092"}, config)
}
