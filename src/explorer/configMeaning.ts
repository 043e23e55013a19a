/**
 * What a setting means, in plain text: in our own words for those that decide what happens to records, else the first
 * sentences of the broker's documentation, which is that of its version (KIP-569). Undefined where neither is there.
 */
export function configMeaning(name: string, documentation: string | undefined): string | undefined {
  const own = meanings[name];
  const text = documentation === undefined ? undefined : plainText(documentation);
  if (own === undefined) return text === undefined ? undefined : shorten(text);
  return own;
}

/** Source: Kafka documentation, "Topic Configs" and "Broker Configs". */
const meanings: Readonly<Record<string, string>> = {
  'min.insync.replicas':
    'How many replicas must have a record before acks=all acknowledges it. With fewer in sync, such writes are refused.',
  'unclean.leader.election.enable':
    'Whether a replica that is behind may become leader when no other is left. What it has not, is lost, acknowledged or not.',
  'cleanup.policy':
    'delete: old records go by time and size. compact: the newest record of each key stays. Both may be set.',
  'retention.ms': 'How long records are kept, in milliseconds; -1 = for ever. Whole segments go, so some stay longer.',
  'retention.bytes': 'How many bytes of each partition are kept; -1 = without limit.',
  'delete.retention.ms':
    'How long compaction keeps tombstones, in milliseconds. A reader that needs longer from start to end may miss deletions.',
  'min.compaction.lag.ms': 'How long a record stays safe from compaction, in milliseconds.',
  'max.compaction.lag.ms': 'After how many milliseconds a record must be up for compaction.',
  'min.cleanable.dirty.ratio': 'How much of a log must be uncompacted before compaction starts, from 0 to 1.',
  'segment.ms': 'After how many milliseconds a new segment is begun. Retention and compaction leave the newest alone.',
  'segment.bytes': 'At how many bytes a new segment is begun. Retention and compaction leave the newest alone.',
  'max.message.bytes':
    'The largest batch that the broker takes, in bytes, after compression. Larger ones fail with RecordTooLarge.',
  'message.max.bytes':
    'The largest batch that the broker takes, in bytes, where the topic does not say. Larger ones fail with RecordTooLarge.',
  'message.timestamp.type': 'CreateTime: the producer’s time stands in the record. LogAppendTime: the broker’s does.',
  'compression.type': 'producer: batches stay as they were sent. Anything else: the broker compresses them anew.',
  'flush.messages': 'After how many records the log is forced to disk. Kafka relies on replicas instead of this.',
  'flush.ms': 'After how many milliseconds the log is forced to disk. Kafka relies on replicas instead of this.',
  'auto.create.topics.enable':
    'Whether asking for a topic that is not there creates it, with the defaults of the broker.',
  'delete.topic.enable': 'Whether topics can be deleted.',
  'default.replication.factor': 'How many replicas a topic gets when its creation does not say.',
  'num.partitions': 'How many partitions a topic gets when its creation does not say.',
  'offsets.retention.minutes': 'How long the committed offsets of a group without members are kept, in minutes.',
  'offsets.topic.replication.factor': 'How many replicas the topic of committed offsets gets when it is created.',
  'transaction.state.log.replication.factor': 'How many replicas the topic of transactions gets when it is created.',
  'transaction.state.log.min.isr': 'min.insync.replicas of the topic of transactions.',
  'transaction.max.timeout.ms': 'The longest transaction.timeout.ms that a producer may ask for, in milliseconds.',
  'replica.lag.time.max.ms': 'How long a follower may be behind before it is out of sync, in milliseconds.',
  'log.retention.hours': 'How long records are kept, in hours, where neither the topic nor a finer setting says.',
};

const plainText = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,;:])/g, '$1')
    .trim();

function shorten(text: string): string | undefined {
  if (text === '') return undefined;
  if (text.length <= 400) return text;
  const end = text.slice(0, 400).lastIndexOf('. ');
  return end > 100 ? text.slice(0, end + 1) : `${text.slice(0, 399)}…`;
}
