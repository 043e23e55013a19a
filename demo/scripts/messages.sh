#!/usr/bin/env bash
# Five messages, message1 to message5, to the topic orders and back. What does each acks promise about them?
#
#   ./messages.sh 0         the producer waits for nobody
#   ./messages.sh 1         the leader answers
#   ./messages.sh all       all replicas in sync have it
#   ./messages.sh billing   a service that reads them: where does it go on after a crash?
#
# Needs Kafka's command line tools on the PATH and a Kafka on localhost:9092.
set -euo pipefail

messages() {
  for n in 1 2 3 4 5; do echo "message$n"; done
}

case "${1:-all}" in
  # Orders must not get lost: nobody would hear of it here.
  0) messages | kafka-console-producer --bootstrap-server localhost:9092 --topic orders --producer-property acks=0 ;;

  # "The leader has it, so it is there once": it may be lost with the leader, and a retry may write it twice.
  1) messages | kafka-console-producer --bootstrap-server localhost:9092 --topic orders --producer-property acks=1 ;;

  # All replicas in sync, and the Java client is idempotent by itself: as many as orders has, see min.insync.replicas.
  all) messages | kafka-console-producer --bootstrap-server localhost:9092 --topic orders --producer-property acks=all ;;

  # Committed by a timer, and a group that is new begins at the end.
  billing)
    kafka-console-consumer --bootstrap-server localhost:9092 --topic orders --group billing --max-messages 5 \
      --consumer-property enable.auto.commit=true --consumer-property auto.offset.reset=latest
    exit ;;
esac

kafka-console-consumer --bootstrap-server localhost:9092 --topic orders --from-beginning --max-messages 5
