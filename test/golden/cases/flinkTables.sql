-- 'properties.acks' = '0' in a comment is none
CREATE TABLE totals (id STRING, total DECIMAL(10, 2)) WITH (
  'connector' = 'kafka',
  'topic' = 'totals',
  'properties.bootstrap.servers' = 'b:9092',
  'properties.acks' = '1', -- leader
  'sink.delivery-guarantee' = 'none',
  'format' = 'json'
);

CREATE TABLE files (id STRING) WITH ('connector' = 'filesystem', 'properties.acks' = '0');
