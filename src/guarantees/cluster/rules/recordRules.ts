import type { Unit } from '../../../config/unit';
import { numberOf } from '../../effective';
import { producerConfig, topicConfig } from '../../rule';
import type { ClusterRule, TopicMeeting } from '../clusterRule';
import { bytes, numberIn, textIn } from '../topicNumbers';

const producer = (setting: string): string =>
  `kafka-console-producer --bootstrap-server b:9092 --topic orders --producer-property ${setting}\n`;

export const clusterRecordTooLarge: ClusterRule = {
  id: 'cluster-record-too-large',
  severity: 'warning',
  condition: 'A producer may send larger records than its topic takes (max.message.bytes).',
  explanation:
    'The broker compares whole batches, after compression, with max.message.bytes of the topic, which falls back to its own message.max.bytes. The Java client splits a batch of several records and tries again; a record that is too large by itself fails with RecordTooLargeException, which is not retried. With acks=0 the broker can only close the connection, and nobody learns what was in it.',
  falsePositive: 'The application never makes records of that size, or they compress well enough.',
  reference: topicConfig('max.message.bytes'),
  check: {
    topic: (meeting) => {
      const { writes, effective, topic } = meeting;
      const limit = limitOf(meeting);
      const most = numberIn(topic.settings, 'max.message.bytes');
      if (!writes || !limit || most === undefined || limit.bytes <= most) return [];
      const from = topic.settings?.get('max.message.bytes')?.isDefault
        ? "the brokers' message.max.bytes"
        : 'its max.message.bytes';
      const end = effective.acks === '0' ? 'is lost without a word' : 'is refused as too large';
      return [
        {
          at: meeting.setting('max.request.size'),
          message: `This producer sends up to ${bytes(limit.bytes)} at once (${limit.source}), and ${topic.name} takes batches of up to ${bytes(most)} (${from}): a record above that ${end}.`,
        },
      ];
    },
  },
  bad: [
    { path: 'send.sh', text: producer('max.request.size=5000000'), cluster: { topics: { orders: {} } } },
    {
      path: 'send.sh',
      text: producer('acks=all'),
      cluster: { topics: { orders: { settings: { 'max.message.bytes': '100000' } } } },
    },
  ],
  good: [
    { path: 'send.sh', text: producer('acks=all'), cluster: { topics: { orders: {} } } },
    {
      path: 'send.sh',
      text: producer('max.request.size=5000000'),
      cluster: { topics: { orders: { settings: { 'max.message.bytes': '5000012' } } } },
    },
  ],
};

export const clusterClientLimit: ClusterRule = {
  id: 'cluster-client-limit',
  severity: 'info',
  condition: 'A topic takes larger records than its producer lets through (max.request.size).',
  explanation:
    'The client refuses a larger record before anything is sent: send() fails with RecordTooLargeException. Raising max.message.bytes of the topic changes nothing for a producer whose own limit stays.',
  falsePositive: 'The limit is meant, and other producers of the topic have another.',
  reference: producerConfig('max.request.size'),
  check: {
    topic: (meeting) => {
      const { writes, topic } = meeting;
      const limit = limitOf(meeting);
      const most = numberIn(topic.settings, 'max.message.bytes');
      // Kafka's own defaults differ by the 12 bytes in front of a batch.
      if (!writes || !limit || most === undefined || most <= Math.max(limit.bytes, kafkaDefault) + 12) return [];
      return [
        {
          at: meeting.setting('max.request.size'),
          message: `${topic.name} takes batches of up to ${bytes(most)}, but this producer refuses records above ${bytes(limit.bytes)} (${limit.source}).`,
        },
      ];
    },
  },
  bad: [
    {
      path: 'send.sh',
      text: producer('acks=all'),
      cluster: { topics: { orders: { settings: { 'max.message.bytes': '10485760' } } } },
    },
  ],
  good: [
    { path: 'send.sh', text: producer('acks=all'), cluster: { topics: { orders: {} } } },
    {
      path: 'send.sh',
      text: producer('max.request.size=10485760'),
      cluster: { topics: { orders: { settings: { 'max.message.bytes': '10485760' } } } },
    },
  ],
};

export const clusterAppendTime: ClusterRule = {
  id: 'cluster-append-time',
  severity: 'hint',
  condition: 'A producer writes to a topic with message.timestamp.type=LogAppendTime.',
  explanation:
    'The broker replaces the time of the records by its own when it appends them, once for a batch. The time that the producer gave is in no record any more: event-time windows and a start at a time go by arrival, and records that were late look new. Two copies of one record carry different times, and the checksum of a batch is made anew, so the tail of AckLens takes copies with the same content for likely duplicates, not for proven ones.',
  falsePositive: 'The time of arrival is what readers want.',
  reference: topicConfig('message.timestamp.type'),
  check: {
    topic: ({ writes, topic }) =>
      writes && textIn(topic.settings, 'message.timestamp.type') === 'LogAppendTime'
        ? [
            {
              message: `${topic.name} has message.timestamp.type=LogAppendTime: the brokers write their own time over the producer's, so a copy of a record carries another time than the record.`,
            },
          ]
        : [],
  },
  bad: [
    {
      path: 'send.sh',
      text: producer('acks=all'),
      cluster: { topics: { orders: { settings: { 'message.timestamp.type': 'LogAppendTime' } } } },
    },
  ],
  good: [{ path: 'send.sh', text: producer('acks=all'), cluster: { topics: { orders: {} } } }],
};

/** `max.message.bytes` where nobody changes it: 1 MiB and the 12 bytes in front of a batch. */
const kafkaDefault = 1_048_576;

/** Defaults of `max.request.size` (ProducerConfig) and of librdkafka's `message.max.bytes` (CONFIGURATION.md). */
const defaults: Partial<Record<Unit['client']['name'], { readonly key: string; readonly bytes: number }>> = {
  java: { key: 'max.request.size', bytes: 1_048_576 },
  librdkafka: { key: 'message.max.bytes', bytes: 1_000_000 },
};

function limitOf(meeting: TopicMeeting): { readonly bytes: number; readonly source: string } | undefined {
  const { unit } = meeting;
  const written = meeting.setting('max.request.size');
  if (written) {
    const limit = numberOf(written);
    return limit === 'unknown' ? undefined : { bytes: limit, source: `${written.writtenKey}` };
  }
  const usual = defaults[unit.client.name];
  return usual && unit.complete ? { bytes: usual.bytes, source: `${usual.key}, its default` } : undefined;
}
