package pool

import sar "github.com/IBM/sarama"

func base() *sar.Config {
	c := sar.NewConfig()
	c.Producer.Return.Successes = true
	c.Producer.RequiredAcks = sar.WaitForAll
	return c
}

func fast() (sar.SyncProducer, error) {
	c := base()
	c.Producer.RequiredAcks = sar.NoResponse
	return sar.NewSyncProducer([]string{"k:9092"}, c)
}

func acks(n int) sar.RequiredAcks {
	switch n {
	case 0:
		return sar.NoResponse
	default:
		return sar.WaitForAll
	}
}
