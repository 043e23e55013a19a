package cmd

import "github.com/IBM/sarama"

func init() {
	cmd.Flags().IntVar(&acks, "acks", 0, "0 none, 1 leader")
	cmd.Flags().StringVar(&requiredAcks, "required-acks", "NoResponse", "NoResponse, WaitForLocal")
}

func parse(s string) sarama.RequiredAcks {
	switch s {
	case "NoResponse":
		return sarama.NoResponse
	case "WaitForLocal":
		return sarama.WaitForLocal
	default:
		return sarama.WaitForAll
	}
}

func use() {
	c := sarama.NewConfig()
	c.Producer.RequiredAcks = parse(requiredAcks)
	c.Producer.RequiredAcks = sarama.RequiredAcks(acks)
}
