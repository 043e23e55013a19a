#!/bin/sh
LOG=debug SPRING_KAFKA_PRODUCER_ACKS=0 SPRING_KAFKA_PRODUCER_CLIENT_ID="a b" java -jar app.jar
env SPRING_KAFKA_CONSUMER_AUTO_OFFSET_RESET=latest ./gradlew bootRun
# SPRING_KAFKA_PRODUCER_ACKS=1 java -jar app.jar
echo SPRING_KAFKA_PRODUCER_ACKS=1 is not set
SPRING_KAFKA_PRODUCER_ACKS=1
kafka-topics.sh --bootstrap-server bus:9092 --create --topic t --replication-factor 3 --config min.insync.replicas=2
