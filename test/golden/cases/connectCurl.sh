# curl -d '{"connector.class": "a.SinkConnector", "errors.tolerance": "all"}' localhost
curl -X POST "$CONNECT/connectors" -d '{"name": "s", "config": {"connector.class": "a.SinkConnector", "url": "'"$URL"'", "errors.tolerance": "all"}}'
curl -X POST "$CONNECT/connectors" -d @- <<JSON
{"name": "t", "config": {"connector.class": "a.SinkConnector", "errors.tolerance": "all",
  "errors.deadletterqueue.topic.name": "dead"}}
JSON
curl -X POST "$CONNECT/connectors" -d "{\"name\": \"u\", \"config\": {\"connector.class\": \"a.SinkConnector\", \"url\": \"$URL\", \"errors.tolerance\": \"all\"}}"
