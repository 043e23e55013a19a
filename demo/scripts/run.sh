#!/usr/bin/env bash
# Writes a few orders and shows the first ones.
set -euo pipefail

KAFKA=${KAFKA_HOME:-/opt/kafka}/bin

# --broker-list is gone since Kafka 4.0, and acks=0 does not wait for anybody.
seq 1 100 | "$KAFKA"/kafka-console-producer.sh \
  --broker-list localhost:9092 \
  --topic orders \
  --producer-property acks=0

"$KAFKA"/kafka-console-consumer.sh --bootstrap-server localhost:9092 --topic orders --from-beginning --max-messages 5
