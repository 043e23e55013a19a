package main

import "github.com/twmb/franz-go/pkg/kgo"

func a() (*kgo.Client, error) {
	return kgo.NewClient(kgo.SeedBrokers("k:9092"), kgo.RequiredAcks(kgo.LeaderAck()), kgo.DisableIdempotentWrite())
}

func b() (*kgo.Client, error) {
	opts := []kgo.Opt{
		kgo.SeedBrokers("k:9092"),
		kgo.RequiredAcks(kgo.LeaderAck()),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtEnd()),
		kgo.GreedyAutoCommit(),
		kgo.FetchIsolationLevel(kgo.ReadUncommitted()),
	}
	return kgo.NewClient(opts...)
}
