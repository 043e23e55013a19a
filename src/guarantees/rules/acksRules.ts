import type { Setting } from '../../config/unit';
import { valueText } from '../effective';
import { type PlannedFix, producerConfig, type Rule, type RuleContext, remove, setTo, written } from '../rule';

export const acksZero: Rule = {
  id: 'acks-zero',
  severity: 'warning',
  condition: 'acks is 0.',
  explanation:
    'The client counts a record as delivered once its bytes are in the socket buffer; the offset is always -1 and retries cannot react. A broker that fails the write can only close the connection. Where idempotence is on by default it is switched off as a side effect; where it is demanded the producer does not start.',
  falsePositive: 'Data that nobody misses, such as samples of metrics: accept the loss with a comment that says so.',
  reference: producerConfig('acks'),
  check: ({ producer, effective }) => {
    const setting = effective.explicit.acks;
    if (!producer || effective.acks !== '0' || !setting) return [];
    return [
      {
        at: setting,
        message: `acks=0${written(setting)}: the producer never learns whether the broker got the record, so records can be lost silently (at most once).`,
        fixes: acksFixes(setting, effective.defaults.acks === 'all'),
      },
    ];
  },
  bad: [
    { path: 'producer.properties', text: 'bootstrap.servers=broker:9092\nacks=0\n' },
    {
      path: 'send.sh',
      text: 'kafka-console-producer --topic t --bootstrap-server b:9092 --producer-property acks=0\n',
    },
    {
      path: 'send.ts',
      text: "import { Kafka } from 'kafkajs';\nconst p = new Kafka({ brokers: ['b:9092'] }).producer();\nawait p.send({ topic: 't', acks: 0, messages });\n",
    },
  ],
  good: [
    { path: 'producer.properties', text: 'bootstrap.servers=broker:9092\n# acks=0\nacks=all\n' },
    { path: 'send.sh', text: 'echo kafka-console-producer --producer-property acks=0\n' },
    { path: 'socket.ts', text: "socket.emit('saved', { acks: 0 });\n" },
  ],
};

export const acksLeaderOnly: Rule = {
  id: 'acks-leader-only',
  severity: 'info',
  condition: 'acks is 1.',
  explanation:
    'The leader answers after writing to its own log, before followers copy the record. If it fails then, an acknowledged record is gone, and a retry after a lost answer writes the record twice. min.insync.replicas is not enforced for acks=1.',
  falsePositive:
    'A topic with one replica, where the leader is all there is, or records that may be lost when a broker fails.',
  reference: producerConfig('acks'),
  check: ({ producer, effective }) => {
    const setting = effective.explicit.acks;
    if (!producer || effective.acks !== '1' || !setting) return [];
    const folded = effective.idempotence === 'off-silently' ? ' It also switches the default idempotence off.' : '';
    return [
      {
        at: setting,
        message: `acks=1${written(setting)}: a record acknowledged by the leader alone is lost if that leader fails before a follower copies it, and retries can still duplicate it.${folded}`,
        fixes: acksFixes(setting, effective.defaults.acks === 'all'),
      },
    ];
  },
  bad: [{ path: 'producer.properties', text: 'bootstrap.servers=broker:9092\nacks=1\n' }],
  good: [{ path: 'producer.properties', text: 'bootstrap.servers=broker:9092\nacks=-1\n' }],
};

export const acksInvalidValue: Rule = {
  id: 'acks-invalid-value',
  severity: 'error',
  condition: 'acks has a value that the client does not accept.',
  explanation:
    'The Java client accepts exactly all, -1, 0 and 1, letter case included, and throws ConfigException for anything else. librdkafka accepts -1 to 1000 and all, but brokers reject anything but -1, 0 and 1. kafkajs takes the numbers -1, 0 and 1, the Logstash output 0, 1 and all.',
  falsePositive: 'None is known: a value that still comes from a template or a variable is not judged.',
  safeFix: 'The client refuses the present value, and one accepted spelling is plainly meant.',
  reference: producerConfig('acks'),
  check: (context) => {
    const setting = context.effective.explicit.acks;
    const value = valueText(setting);
    if (!context.producer || context.effective.acks !== 'invalid' || !setting || value === undefined) return [];
    // Behind a prefix of somebody's own, a sentence is a text about acks, not a value of it.
    if ((/\s/.test(value) || value.length > 20) && !withComment.test(value)) return [];
    return [{ at: setting, message: invalidMessage(context, value), fixes: [nearest(setting, value)] }];
  },
  bad: [
    { path: 'producer.properties', text: 'bootstrap.servers=broker:9092\nacks=ALL\n' },
    { path: 'producer.properties', text: 'bootstrap.servers=broker:9092\nacks=all # every replica\n' },
    { path: 'send.sh', text: 'kafka-console-producer --topic t --bootstrap-server b:9092 --request-required-acks 2\n' },
  ],
  good: [
    { path: 'producer.properties', text: 'bootstrap.servers=broker:9092\nacks=-1\n' },
    { path: 'producer.properties', text: 'bootstrap.servers=broker:9092\nacks={{ acks }}\n' },
  ],
};

/** A format without comments behind values, as .properties is, makes them part of the value. */
const withComment = /^(?:all|-?\d)\s+(?:#|\/\/|;)/i;

function invalidMessage({ unit }: RuleContext, value: string): string {
  if (unit.client.name === 'kafkajs') return `acks=${value} is not accepted: kafkajs takes the numbers -1, 0 and 1.`;
  const number = /^-?\d+$/.test(value) ? Number(value) : undefined;
  if (unit.client.name === 'librdkafka' && number !== undefined && number >= -1 && number <= 1000) {
    return `acks=${value} is not accepted by brokers, which take -1, 0 and 1: every send fails.`;
  }
  const java = unit.frame === 'logstash' ? 'the Logstash output' : 'the Java client';
  const client = unit.client.name === 'java' ? java : unit.client.name;
  return `acks=${value} is not accepted by ${client} and makes the producer fail to start.`;
}

/** The spelling that was plainly meant; a guess at the safe one where nothing is near. */
function nearest(setting: Setting, value: string): PlannedFix {
  const plain = value
    .toLowerCase()
    .replace(/\s+(?:#|\/\/|;).*$/, '')
    .replace(/^['"]|['"]$/g, '');
  if (/^0+$/.test(plain)) return setTo(setting, '0');
  if (/^0*1$/.test(plain) || plain === 'leader') return setTo(setting, '1');
  const meant = plain === 'all' || /^-0*1$/.test(plain);
  return meant ? setTo(setting, 'all') : { ...setTo(setting, 'all'), guess: true };
}

function acksFixes(setting: Setting, strongDefault: boolean): readonly PlannedFix[] {
  const set: PlannedFix = { ...setTo(setting, 'all'), id: 'set-acks-all', title: 'Set acks=all' };
  return strongDefault ? [set, remove(setting)] : [set];
}
