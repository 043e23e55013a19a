import type { Frame } from '../config/unit';
import type { ProducerDefaults } from './producerDefaults';

const connect = {
  acks: 'all',
  silentlyOff: false,
  retries: 2_147_483_647,
  inFlight: 1,
  source: 'Kafka Connect',
} as const;

/** What a program or framework changes of the defaults of the client that it runs, from its own source. */
export const frames: Readonly<Partial<Record<Frame, Partial<ProducerDefaults>>>> = {
  // ConsoleProducer of the releases.
  consoleProducer: { retries: 3, lingerMs: 1000, requestTimeoutMs: 1500 },
  // Worker.baseProducerConfigs; what a worker or connector says of its producers is put over it.
  connect: { ...connect, idempotence: 'frame-off' },
  connectExactlyOnce: { ...connect, idempotence: 'forced-on' },
  // StreamsConfig: PRODUCER_DEFAULT_OVERRIDES; with exactly-once it writes enable.idempotence=true over whatever is there.
  streams: { lingerMs: 100, source: 'Kafka Streams' },
  streamsExactlyOnce: {
    idempotence: 'forced-on',
    silentlyOff: false,
    lingerMs: 100,
    source: 'Kafka Streams with exactly-once',
  },
  // KafkaConnector.java: acks is an attribute with the default 1, so Kafka's own default never counts.
  smallrye: { acks: '1', source: 'The SmallRye Kafka connector' },
  // KafkaBinderConfigurationProperties.java
  springCloudStream: { acks: 'all', source: 'Spring Cloud Stream' },
  // libbeat/outputs/kafka/config.go: nil, which leaves Sarama's.
  beats: { acks: '1', retries: 3, source: 'Elastic Beats' },
  // outputs/kafka.rb
  logstash: { acks: '1', source: 'Logstash' },
  // out_kafka2.rb
  fluentd: { acks: 'all', retries: 2, source: 'The Fluentd plugin' },
  // plugins/outputs/kafka/kafka.go; idempotent_writes also sets one open request.
  telegraf: { acks: 'all', retries: 3, inFlight: 1, source: 'Telegraf' },
  // NewDefaultProducerConfig
  openTelemetry: { acks: '1', source: 'The OpenTelemetry Collector' },
  // internal/storage/v1/kafka/options.go
  jaeger: { acks: '1', source: 'Jaeger' },
  redpandaConnect: { source: 'Redpanda Connect' },
  apisix: { acks: '1', source: 'APISIX' },
  kong: { acks: '1', source: 'Kong' },
  // common/component/kafka/metadata.go
  dapr: { acks: 'all', retries: 5, source: 'Dapr' },
  // Config.java of connector-kafka
  seatunnel: { weak: { key: 'semantics', text: 'semantics=NON' }, source: 'SeaTunnel' },
  // ProducerSettings.scala: retries are set to 0, which takes the default idempotence with them.
  fs2: { retries: 0, source: 'fs2-kafka', weak: { key: 'retries', text: 'retries=0' } },
  // writer.go: NewWriter waits for all replicas where RequiredAcks is 0 or missing.
  writerConfig: { acks: 'all', source: 'kafka-go' },
};
