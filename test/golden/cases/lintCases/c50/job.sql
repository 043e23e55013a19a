CREATE TABLE t (id INT) WITH (
  'connector' = 'kafka',
  'topic' = 't',
  'properties.bootstrap.servers' = 'k:9092',
  'properties.acks' = '0',
  'sink.delivery-guarantee' = 'none',
  'format' = 'json'
);
