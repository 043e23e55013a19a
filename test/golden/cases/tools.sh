#!/bin/sh
# kafka-console-producer --producer-property acks=0
echo "kafka-console-producer --producer-property acks=0"
bin/kafka-console-producer.sh --broker-list localhost:9092 --topic orders \
  --producer-property "acks=0" --message-send-max-retries 5 <<END
kafka-console-producer --bootstrap-server x:9092 --producer-property acks=0
END
docker exec -it broker bash -c "kafka-console-producer --topic t --request-required-acks=1"
kafka-console-producer --topic t --producer-property acks=${ACKS:-0}
kafka-console-producer --topic t --producer-property acks=$ACKS
kafka-console-consumer --bootstrap-server localhost:9092 --topic orders --from-beginning --max-messages 5 | head
kafka-configs --bootstrap-server b:9092 --alter --entity-type topics --entity-name t \
  --add-config 'retention.ms=1000,min.insync.replicas=1'
if ! kafka-topics --create --topic t --replication-factor 2 --config min.insync.replicas=2; then exit 1; fi
count=$(kcat -b b:9092 -P -t t -X enable.idempotence=true -X acks=1 | wc -l)
kafka-producer-perf-test --topic t --command-property bootstrap.servers=b:9092 acks=0 --num-records 5
kafka-verifiable-producer --broker-list b:9092 --topic t --acks 1
