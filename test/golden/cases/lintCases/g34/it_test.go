package a

import "github.com/testcontainers/testcontainers-go"

var r = testcontainers.ContainerRequest{
	Image: "confluentinc/cp-kafka:7",
	Env: map[string]string{
		"KAFKA_DEFAULT_REPLICATION_FACTOR": "1",
		"KAFKA_MIN_INSYNC_REPLICAS":        "1",
	},
}
