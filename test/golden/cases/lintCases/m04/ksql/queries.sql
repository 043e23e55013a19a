SET 'auto.offset.reset' = 'latest';
SET 'processing.guarantee' = 'exactly_once_v2';
CREATE STREAM orders (id VARCHAR KEY, amount DOUBLE)
  WITH (kafka_topic='orders', value_format='json', partitions=3, replicas=1);
CREATE TABLE totals WITH (replicas=3) AS SELECT id, SUM(amount) FROM orders GROUP BY id;
