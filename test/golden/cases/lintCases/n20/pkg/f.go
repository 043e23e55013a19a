package f

import "github.com/IBM/sarama"

func New() func() *sarama.Config {
	return func() *sarama.Config {
		c := sarama.NewConfig()
		c.Producer.RequiredAcks = sarama.NoResponse
		return c
	}
}

func Reader() *sarama.Config {
	c := sarama.NewConfig()
	c.Consumer.Group.InstanceId = "reader-1"
	return c
}
