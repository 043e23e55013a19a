#!/bin/bash
set -e
kafka-console-producer.sh --bootstrap-server k:9092 --topic t \
  --request-required-acks 1 \
  --producer-property enable.idempotence=false
kafka-producer-perf-test --topic t --num-records 1 --throughput -1 --record-size 1 --producer-props bootstrap.servers=k:9092 acks=0 retries=0
kafka-topics --bootstrap-server k:9092 --create --topic t --partitions 1 --replication-factor 1
kafka-topics --bootstrap-server k:9092 --create --topic t --replication-factor 3 --config min.insync.replicas=3
kafka-configs.sh --bootstrap-server k:9092 --alter --entity-type topics --entity-name t --add-config 'unclean.leader.election.enable=true,min.insync.replicas=1'
kafka-topics.sh --zookeeper zk:2181 --list
echo "use acks=0 with --producer-property acks=0"
curl --retry 0 http://x/acks=0
kcat -P -b k:9092 -t t -X acks=1 -X enable.idempotence=true
kafka-console-consumer --bootstrap-server k:9092 --topic t --consumer-property auto.offset.reset=latest --isolation-level read_uncommitted
