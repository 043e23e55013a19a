cat > producer.properties <<EOF
bootstrap.servers=$KAFKA
acks=0
EOF
cat <<'TXT'
acks=0 loses data
TXT
docker run -d -e KAFKA_NODE_ID=1 -e KAFKA_DEFAULT_REPLICATION_FACTOR=1 apache/kafka:3.9.0
docker exec kafka kafka-topics --create --topic x --replication-factor 1 --bootstrap-server k:9092
