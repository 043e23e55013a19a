CREATE TABLE out_orders (
  id STRING,
  amount DECIMAL(10,2)
) WITH (
  'connector' = 'kafka',
  'topic' = 'orders',
  'properties.bootstrap.servers' = 'k:9092',
  'properties.acks' = '1',
  'sink.delivery-guarantee' = 'none',
  'format' = 'json'
);
CREATE TABLE exact (id STRING) WITH (
  'connector' = 'kafka',
  'topic' = 'exact',
  'properties.bootstrap.servers' = 'k:9092',
  'sink.delivery-guarantee' = 'exactly-once',
  'format' = 'json'
);
CREATE TABLE src (id STRING) WITH (
  'connector' = 'kafka',
  'topic' = 'in',
  'properties.bootstrap.servers' = 'k:9092',
  'scan.startup.mode' = 'latest-offset',
  'format' = 'json'
);
