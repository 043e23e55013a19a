package out

import "github.com/confluentinc/confluent-kafka-go/v2/kafka"

func Open(seeds string) (*kafka.Producer, error) {
	config := &kafka.ConfigMap{"bootstrap.servers": seeds}
	must := func(name string, to kafka.ConfigValue) {
		if err := config.SetKey(name, to); err != nil {
			panic(err)
		}
	}
	must("acks", "1")
	must("linger.ms", 5)
	return kafka.NewProducer(config)
}
