CREATE SINK CONNECTOR es WITH (
  'connector.class' = 'io.confluent.connect.elasticsearch.ElasticsearchSinkConnector',
  'topics' = 'orders',
  'errors.tolerance' = 'all'
);
CREATE STREAM a WITH (KAFKA_TOPIC='a', PARTITIONS=1, REPLICAS=1);
-- CREATE STREAM c WITH (KAFKA_TOPIC='c', REPLICAS=1);
CREATE STREAM b WITH (KAFKA_TOPIC='b', REPLICAS=3) AS SELECT 'REPLICAS=1' FROM a;
