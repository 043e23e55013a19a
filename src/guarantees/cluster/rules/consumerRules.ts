import type { ClientName } from '../../../config/unit';
import type { ClusterTopic } from '../../../kafka/clusterFacts';
import { valueText } from '../../effective';
import { brokerConfig, consumerConfig, setTo, topicConfig } from '../../rule';
import type { ClusterRule, Meeting } from '../clusterRule';
import { duration, numberIn, textIn } from '../topicNumbers';

const consumer = (...more: readonly string[]): string =>
  `kafka-console-consumer --bootstrap-server b:9092 --topic orders --group billing ${more.join(' ')}\n`;

export const clusterRetentionBelowAbsence: ClusterRule = {
  id: 'cluster-retention-below-absence',
  severity: 'info',
  condition:
    'A consumer with a group reads a topic that deletes records sooner than the cluster forgets the offsets of an absent group.',
  explanation:
    'A group that comes back within offsets.retention.minutes finds what it committed. Where retention.ms has deleted those records in the meantime, the offset is below the log, and auto.offset.reset decides: earliest goes on with the oldest record that is left, latest skips to the end, none fails. In each case the records in between were never read. Only whole segments are deleted, the newest never, and retention.bytes may delete sooner.',
  falsePositive: 'The consumer is never away for that long, or what it misses by then is of no use.',
  reference: topicConfig('retention.ms'),
  check: {
    topic: (meeting) => {
      const { reads, topic, cluster } = meeting;
      const kept = keptFor(topic);
      const remembered = rememberedFor(cluster.settings);
      if (!reads || kept === undefined || remembered === undefined || !hasGroup(meeting) || kept >= remembered)
        return [];
      return [
        {
          message: `${topic.name} keeps records for ${duration(kept)} (retention.ms), and the cluster keeps a group's offsets for ${duration(remembered)}: after an absence longer than ${duration(kept)} this consumer's offset may be of records that are gone; ${outcome(meeting)}`,
        },
      ];
    },
  },
  bad: [
    {
      path: 'read.sh',
      text: consumer(),
      cluster: { topics: { orders: { settings: { 'retention.ms': '3600000' } } } },
    },
  ],
  good: [
    { path: 'read.sh', text: consumer(), cluster: { topics: { orders: {} } } },
    {
      path: 'read.sh',
      text: consumer(),
      cluster: { topics: { orders: { settings: { 'retention.ms': '3600000', 'cleanup.policy': 'compact' } } } },
    },
  ],
};

export const clusterOffsetsForgotten: ClusterRule = {
  id: 'cluster-offsets-forgotten',
  severity: 'info',
  condition:
    'A consumer with a group and auto.offset.reset=latest reads a topic that keeps records longer than the cluster keeps the offsets of an absent group.',
  explanation:
    'The offsets of a group without members are deleted after offsets.retention.minutes (since Kafka 2.1 counted from when it became empty, KIP-211). A consumer that comes back later begins as a new group: with auto.offset.reset=latest it skips everything written in the meantime although it is still there.',
  falsePositive: 'The consumer is never away for that long, or only wants what is new.',
  reference: brokerConfig('offsets.retention.minutes'),
  check: {
    topic: (meeting) => {
      const { reads, topic, cluster } = meeting;
      const kept = keptFor(topic);
      const remembered = rememberedFor(cluster.settings);
      if (!reads || kept === undefined || remembered === undefined || !hasGroup(meeting) || kept <= remembered)
        return [];
      if (resetOf(meeting) !== 'latest') return [];
      const long = Number.isFinite(kept) ? `for ${duration(kept)}` : 'without a limit of time';
      return [
        {
          at: meeting.setting('auto.offset.reset'),
          message: `${topic.name} keeps records ${long}, but the cluster forgets the offsets of a group that has been empty for ${duration(remembered)}: a consumer that comes back later begins at the end and skips what is still there.`,
        },
      ];
    },
  },
  bad: [{ path: 'read.sh', text: consumer(), cluster: { topics: { orders: { settings: { 'retention.ms': '-1' } } } } }],
  good: [
    { path: 'read.sh', text: consumer(), cluster: { topics: { orders: {} } } },
    {
      path: 'read.sh',
      text: consumer('--consumer-property auto.offset.reset=earliest'),
      cluster: { topics: { orders: { settings: { 'retention.ms': '-1' } } } },
    },
  ],
};

export const clusterReadUncommitted: ClusterRule = {
  id: 'cluster-read-uncommitted',
  severity: 'warning',
  condition:
    'A consumer with isolation.level=read_uncommitted reads a topic that is written in transactions. An info where the level is the client’s default.',
  explanation:
    'Records of aborted transactions stay in the log. A read_uncommitted consumer gets them, and gets those of open transactions before they are decided, so that the promise of the transactional producer ends here. That the topic is written in transactions is what its brokers tell: a producer that they still remember has done so (DescribeProducers, KIP-664; they forget one after a day of silence).',
  falsePositive: 'The consumer only watches, as a monitor does.',
  reference: consumerConfig('isolation.level'),
  check: {
    topic: (meeting) => {
      const { reads, topic, unit } = meeting;
      if (!reads || topic.hasTransactions !== true) return [];
      const level = meeting.setting('isolation.level');
      const isDefault = level === undefined && unit.complete && uncommittedByDefault.has(unit.client.name);
      if (!isDefault && valueText(level)?.toLowerCase() !== 'read_uncommitted') return [];
      return [
        {
          at: level,
          message: `${topic.name} is written in transactions, and this consumer reads uncommitted data${isDefault ? ' by default' : ''}: it gets the records of aborted transactions too.`,
          ...(isDefault ? { severity: 'info' as const } : {}),
          fixes: level ? [setTo(level, 'read_committed')] : [],
        },
      ];
    },
  },
  bad: [
    {
      path: 'read.sh',
      text: consumer('--isolation-level read_uncommitted'),
      cluster: { topics: { orders: { transactions: true } } },
    },
    { path: 'read.sh', text: consumer(), cluster: { topics: { orders: { transactions: true } } } },
  ],
  good: [
    {
      path: 'read.sh',
      text: consumer('--isolation-level read_committed'),
      cluster: { topics: { orders: { transactions: true } } },
    },
    { path: 'read.sh', text: consumer('--isolation-level read_uncommitted'), cluster: { topics: { orders: {} } } },
  ],
};

/** The others read committed data unless they are told otherwise. */
const uncommittedByDefault: ReadonlySet<ClientName> = new Set([
  'java',
  'sarama',
  'kafka-go',
  'franz-go',
  'kafka-python',
  'aiokafka',
]);

/** How long time alone lets the topic keep its records; infinite where it does not delete by time. */
function keptFor({ settings }: ClusterTopic): number | undefined {
  const kept = numberIn(settings, 'retention.ms');
  const policy = textIn(settings, 'cleanup.policy');
  if (kept === undefined || policy === undefined) return undefined;
  return kept < 0 || !policy.split(',').some((one) => one.trim() === 'delete') ? Number.POSITIVE_INFINITY : kept;
}

function rememberedFor(settings: Meeting['cluster']['settings']): number | undefined {
  const minutes = numberIn(settings, 'offsets.retention.minutes');
  return minutes === undefined ? undefined : minutes * 60_000;
}

function hasGroup(meeting: Meeting): boolean {
  const group = meeting.setting('group.id');
  return group !== undefined && valueText(group) !== '';
}

type Reset = 'latest' | 'earliest' | 'none' | 'unknown';

function resetOf(meeting: Meeting): Reset {
  const written = meeting.setting('auto.offset.reset');
  if (!written) return meeting.unit.complete && latestByDefault.has(meeting.unit.client.name) ? 'latest' : 'unknown';
  const text = valueText(written)?.toLowerCase() ?? '';
  if (/^(?:latest|largest|end)$/.test(text)) return 'latest';
  if (/^(?:earliest|smallest|beginning)$/.test(text)) return 'earliest';
  return /^(?:none|error)$/.test(text) ? 'none' : 'unknown';
}

const latestByDefault: ReadonlySet<ClientName> = new Set([
  'java',
  'librdkafka',
  'kafkajs',
  'sarama',
  'kafka-python',
  'aiokafka',
]);

function outcome(meeting: Meeting): string {
  switch (resetOf(meeting)) {
    case 'latest':
      return 'auto.offset.reset=latest then skips to the end.';
    case 'earliest':
      return 'auto.offset.reset=earliest then goes on with the oldest that are left.';
    case 'none':
      return 'auto.offset.reset=none then fails.';
    case 'unknown':
      return 'auto.offset.reset then decides where it goes on.';
  }
}
