#!/bin/bash
cat <<EOF > "${CONFIG_DIR}/opennms.properties.d/kafka.properties"
org.opennms.core.ipc.rpc.kafka.bootstrap.servers=${KAFKA_SERVER}
org.opennms.core.ipc.rpc.kafka.auto.offset.reset=latest
# RPC Producer
org.opennms.core.ipc.rpc.kafka.acks=0
org.opennms.core.ipc.rpc.kafka.linger.ms=5
EOF
