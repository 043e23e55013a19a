package main

import (
	"github.com/nats-io/nats.go"
)

type Stats struct{ Acks, Retries int }

func f(js nats.JetStreamContext) {
	_, _ = js.Subscribe("orders", nil, nats.MaxAckPending(1), nats.AckNone())
	s := Stats{Acks: 0, Retries: 0}
	cfg := &nats.StreamConfig{Replicas: 1, NoAck: true}
	opts := map[string]int{"acks": 0, "replication.factor": 1}
	_, _, _ = s, cfg, opts
}
