package shop

import (
	"github.com/IBM/sarama"
	"github.com/confluentinc/confluent-kafka-go/v2/kafka"
	segment "github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"
)

func saramaProducer(brokers []string) (sarama.AsyncProducer, error) {
	config := sarama.NewConfig()
	config.Producer.RequiredAcks = sarama.NoResponse
	config.Producer.Return.Errors = false
	return sarama.NewAsyncProducer(brokers, config)
}

func saramaDefault(brokers []string) (sarama.SyncProducer, error) {
	config := sarama.NewConfig()
	config.Producer.Return.Successes = true
	return sarama.NewSyncProducer(brokers, config)
}

func idempotent(config *sarama.Config) {
	config.Producer.Idempotent = true
	config.Producer.RequiredAcks = sarama.WaitForLocal
	config.Net.MaxOpenRequests = 5
}

func writers(addr string) []*segment.Writer {
	silent := &segment.Writer{Addr: segment.TCP(addr), Topic: "clicks"}
	async := &segment.Writer{RequiredAcks: segment.RequireOne, Async: true}
	old := segment.NewWriter(segment.WriterConfig{Topic: "orders", RequiredAcks: 0})
	return []*segment.Writer{silent, async, old}
}

func franz(fast bool) (*kgo.Client, error) {
	opts := []kgo.Opt{kgo.SeedBrokers("b:9092")}
	if fast {
		opts = append(opts, kgo.RequiredAcks(kgo.NoAck()))
	}
	return kgo.NewClient(opts...)
}

func franzWeak() (*kgo.Client, error) {
	return kgo.NewClient(kgo.RequiredAcks(kgo.LeaderAck()), kgo.DisableIdempotentWrite())
}

func confluent() (*kafka.Producer, error) {
	config := kafka.ConfigMap{"bootstrap.servers": "b:9092"}
	config["acks"] = 0
	return kafka.NewProducer(&config)
}

var detail = &sarama.TopicDetail{NumPartitions: 3, ReplicationFactor: 1}

var counters = map[string]int{"acks": 0}
