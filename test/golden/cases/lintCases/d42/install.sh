#!/usr/bin/env bash
kubectl apply -n kafka -f - <<'YAML'
apiVersion: kafka.strimzi.io/v1beta2
kind: KafkaTopic
metadata: {name: orders}
spec:
  replicas: 1
  partitions: 3
YAML
cat <<EOF | tee /etc/kafka/server.properties
process.roles=broker
node.id=$ID
unclean.leader.election.enable=true
EOF
docker exec -i kafka bash <<EOS
kafka-topics --bootstrap-server k:9092 --create --topic t --replication-factor 1
EOS
cat <<EOF > motd.txt
acks=0
kafka-topics --create --replication-factor 1
EOF
docker run -d --name app -e SPRING_KAFKA_PRODUCER_ACKS=0 -e "RETRIES=0" shop/app
docker run --rm \
  -e KAFKA_CFG_NODE_ID=1 \
  --env KAFKA_CFG_UNCLEAN_LEADER_ELECTION_ENABLE=true \
  bitnami/kafka:3.7
docker run -e POSTGRES_REPLICATION_FACTOR=1 postgres
