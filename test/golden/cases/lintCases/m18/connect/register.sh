#!/bin/sh
curl -s -X PUT http://connect:8083/connectors/s3/config -H 'Content-Type: application/json' -d '{
  "connector.class": "io.confluent.connect.s3.S3SinkConnector",
  "topics": "a",
  "errors.tolerance": "all",
  "consumer.override.auto.offset.reset": "latest",
  "s3.part.retries": "0"
}'
