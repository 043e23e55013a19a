import { numberOf } from '../effective';
import { consumerConfig, type Report, type Rule, type RuleContext, setTo } from '../rule';
import { versionBelow } from '../versionBelow';

export const staticMemberShared: Rule = {
  id: 'static-member-shared',
  severity: 'info',
  condition: 'group.instance.id is written out, so that every consumer that gets this configuration has the same one.',
  explanation:
    'A static member keeps its partitions over a restart (KIP-345): nobody takes them over until session.timeout.ms is up. Its name is for one consumer alone. When a second one joins with it, the group hands the partitions to that one, and the first ends with FencedInstanceIdException.',
  falsePositive:
    'Exactly one consumer reads this configuration, or the framework adds a number of its own, as Kafka Streams does for its threads and Spring for its concurrency, and one process runs.',
  reference: consumerConfig('group.instance.id'),
  check: ({ consumer, setting }) => {
    const id = setting('group.instance.id');
    if (!consumer) return [];
    if (!id?.value.known || id.value.text === '' || id.value.defaultOf !== undefined) return [];
    // A table of names for the settings, not a configuration: as in Kafka's own ClientTelemetryProvider.
    if (/^group[._-]?instance[._-]?id$/i.test(id.value.text)) return [];
    const message = `A second consumer with group.instance.id=${id.value.text} fences the first: give each instance its own, for example from its host name.`;
    return [{ at: id, message }];
  },
  bad: [
    { path: 'consumer.properties', text: 'bootstrap.servers=broker:9092\ngroup.id=g\ngroup.instance.id=orders-1\n' },
    {
      path: 'application.yml',
      text: 'spring:\n  kafka:\n    consumer:\n      properties:\n        group.instance.id: orders\n',
    },
  ],
  good: [
    {
      path: 'consumer.properties',
      text: `bootstrap.servers=broker:9092\ngroup.id=g\ngroup.instance.id=orders-\${HOSTNAME}\n`,
    },
    {
      path: 'application.yml',
      text: `spring:\n  kafka:\n    consumer:\n      properties:\n        group.instance.id: \${POD_NAME:orders-local}\n`,
    },
    {
      path: 'Names.java',
      text: 'import java.util.*;\nimport org.apache.kafka.clients.consumer.ConsumerConfig;\nclass Names {\n  static Map<String, String> names() {\n    Map<String, String> names = new HashMap<>();\n    names.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "group_instance_id");\n    return names;\n  }\n}\n',
    },
  ],
};

/** GroupCoordinatorConfig: group.min.session.timeout.ms and group.max.session.timeout.ms. */
const brokers = { least: 6_000, most: 1_800_000 } as const;

export const sessionTimeoutRefused: Rule = {
  id: 'session-timeout-refused',
  severity: 'error',
  condition:
    'Java: heartbeat.interval.ms is not below session.timeout.ms. librdkafka: session.timeout.ms, or its default of 45 seconds, is above max.poll.interval.ms. A warning where session.timeout.ms is outside of 6 seconds to 30 minutes, which brokers accept unless they are set otherwise.',
  explanation:
    'The Java client and librdkafka check these timeouts when a consumer is made. A broker checks session.timeout.ms against its group.min.session.timeout.ms and group.max.session.timeout.ms when the consumer joins its group.',
  falsePositive:
    'Brokers with other limits accept the session timeout; code that reads this file overwrites one of the values.',
  reference: consumerConfig('session.timeout.ms'),
  check: (context) => (context.consumer ? [...againstClient(context), ...againstBroker(context)] : []),
  bad: [
    {
      path: 'consumer.properties',
      text: 'bootstrap.servers=broker:9092\ngroup.id=g\nsession.timeout.ms=10000\nheartbeat.interval.ms=10000\n',
    },
    {
      path: 'read.py',
      text: "from confluent_kafka import Consumer\nc = Consumer({'bootstrap.servers': 'b:9092', 'group.id': 'g', 'session.timeout.ms': 600000})\n",
    },
    {
      path: 'poll.py',
      text: "from confluent_kafka import Consumer\nc = Consumer({'bootstrap.servers': 'b:9092', 'group.id': 'g', 'max.poll.interval.ms': 30000})\n",
    },
    { path: 'consumer.properties', text: 'bootstrap.servers=broker:9092\ngroup.id=g\nsession.timeout.ms=3600000\n' },
  ],
  good: [
    {
      path: 'consumer.properties',
      text: 'bootstrap.servers=broker:9092\ngroup.id=g\nsession.timeout.ms=30000\nheartbeat.interval.ms=10000\n',
    },
    {
      path: 'read.py',
      text: "from confluent_kafka import Consumer\nc = Consumer({'bootstrap.servers': 'b:9092', 'group.id': 'g', 'session.timeout.ms': 600000, 'max.poll.interval.ms': 600000})\n",
    },
    {
      path: 'poll.py',
      text: "from confluent_kafka import Consumer\nc = Consumer({'bootstrap.servers': 'b:9092', 'group.id': 'g', 'max.poll.interval.ms': 30000, 'session.timeout.ms': 10000})\n",
    },
  ],
};

function againstClient(context: RuleContext): readonly Report[] {
  const { unit, setting } = context;
  const session = setting('session.timeout.ms');
  if (!session && unit.client.name === 'librdkafka') return againstDefault(context);
  const longest = session ? numberOf(session) : 'unknown';
  if (!session || longest === 'unknown') return [];
  if (unit.client.name === 'java') {
    const heartbeat = setting('heartbeat.interval.ms');
    const interval = heartbeat ? numberOf(heartbeat) : 3_000;
    if (interval === 'unknown' || interval < longest) return [];
    const message = `heartbeat.interval.ms (${interval}) has to be below session.timeout.ms (${longest}): the consumer does not start.`;
    const fixes = heartbeat ? [{ ...setTo(heartbeat, String(Math.floor(longest / 3))), guess: true as const }] : [];
    return [{ at: heartbeat ?? session, orAt: session, message, fixes }];
  }
  if (unit.client.name !== 'librdkafka') return [];
  const poll = setting('max.poll.interval.ms');
  const most = poll ? numberOf(poll) : 300_000;
  if (most === 'unknown' || longest <= most) return [];
  const message = `session.timeout.ms (${longest}) is above max.poll.interval.ms (${most}): the consumer does not start.`;
  return [{ at: session, orAt: poll, message, fixes: [{ ...setTo(session, String(most)), guess: true }] }];
}

/**
 * librdkafka compares the two timeouts whoever set them (rd_kafka_conf_finalize); its own session timeout is 45 seconds since
 * 1.7 (KIP-735) and was 10 before. Java compares max.poll.interval.ms with nothing, and how long the work between two polls
 * takes no configuration tells.
 */
function againstDefault({ unit, setting }: RuleContext): readonly Report[] {
  const poll = setting('max.poll.interval.ms');
  const most = poll ? numberOf(poll) : 'unknown';
  const { version } = unit.client;
  const session = version !== undefined && versionBelow(version, '1.7') ? 10_000 : 45_000;
  if (!poll || !unit.complete || most === 'unknown' || most >= session) return [];
  const message = `max.poll.interval.ms (${most}) is below session.timeout.ms, which is ${session} by default: the consumer does not start. Set session.timeout.ms to ${most} or less too.`;
  return [{ at: poll, message, fixes: [{ ...setTo(poll, String(session)), guess: true }] }];
}

function againstBroker({ setting }: RuleContext): readonly Report[] {
  const session = setting('session.timeout.ms');
  const value = session ? numberOf(session) : 'unknown';
  if (!session || value === 'unknown' || (value >= brokers.least && value <= brokers.most)) return [];
  const message = `session.timeout.ms=${value} is outside of what brokers accept by default (6000 to 1800000), so the consumer cannot join its group unless they are changed.`;
  const nearest = String(value < brokers.least ? brokers.least : brokers.most);
  return [{ at: session, severity: 'warning', message, fixes: [setTo(session, nearest)] }];
}
