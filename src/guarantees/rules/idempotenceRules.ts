import { isJava, producerConfig, type Report, type Rule, remove, setTo, written } from '../rule';
import { versionBelow } from '../versionBelow';

const reference = producerConfig('enable.idempotence');

export const idempotenceConflictAcks: Rule = {
  id: 'idempotence-conflict-acks',
  severity: 'error',
  condition: 'Idempotence is demanded and acks is 0 or 1.',
  explanation:
    'Only acks=all lets the broker keep the sequence that idempotence rests on. The Java client and librdkafka refuse such a configuration at start, kafkajs throws when it sends.',
  falsePositive: 'Code that reads this file overwrites one of the two settings.',
  safeFix: 'The producer does not start or does not send as it is; acks=all is all that idempotence works with.',
  reference,
  check: ({ unit, producer, effective }) => {
    const { acks } = effective.explicit;
    const on = effective.idempotence === 'on-explicit' || effective.idempotence === 'on-forced';
    if (!producer || !on || !acks || (effective.acks !== '0' && effective.acks !== '1')) return [];
    const outcome = unit.client.name === 'kafkajs' ? 'send() throws' : 'the producer fails to start';
    return [
      {
        at: acks,
        orAt: effective.explicit.idempotence,
        message: `Idempotence needs acks=all; with acks=${effective.acks}${written(acks)} ${outcome}.`,
        fixes: [{ ...setTo(acks, 'all'), id: 'set-acks-all', title: 'Set acks=all' }],
      },
    ];
  },
  bad: [{ path: 'producer.properties', text: 'bootstrap.servers=broker:9092\nenable.idempotence=true\nacks=1\n' }],
  good: [{ path: 'producer.properties', text: 'bootstrap.servers=broker:9092\nenable.idempotence=true\nacks=all\n' }],
};

export const idempotenceConflictRetries: Rule = {
  id: 'idempotence-conflict-retries',
  severity: 'error',
  condition: 'enable.idempotence is true and retries is 0.',
  explanation:
    'An idempotent producer has to be able to send again what was not answered; clients refuse the contradiction.',
  falsePositive: 'Code that reads this file overwrites one of the two settings.',
  safeFix: 'The producer does not start as it is; without the line the client’s own number of retries counts.',
  reference,
  check: ({ unit, producer, effective }) => {
    const { retries, idempotence } = effective.explicit;
    // Streams and Connect write enable.idempotence=true for exactly-once.
    const asked = effective.idempotence === 'on-forced' && /ExactlyOnce$/.test(unit.frame ?? '');
    const on = effective.idempotence === 'on-explicit' || asked;
    if (!producer || !on || effective.retries !== 0 || !retries) return [];
    // kafkajs may take retries from new Kafka(): the contradiction is then in the producer that asks for idempotence.
    const at = retries.inherited ? idempotence : retries;
    if (!at) return [];
    const fixes = retries.inherited ? [] : [remove(retries)];
    return [{ at, message: 'Idempotence needs retries > 0; the producer fails to start.', fixes }];
  },
  bad: [{ path: 'producer.properties', text: 'bootstrap.servers=broker:9092\nenable.idempotence=true\nretries=0\n' }],
  good: [{ path: 'producer.properties', text: 'bootstrap.servers=broker:9092\nenable.idempotence=true\n' }],
};

export const idempotenceConflictInflight: Rule = {
  id: 'idempotence-conflict-inflight',
  severity: 'error',
  condition:
    'enable.idempotence is true and more than 5 requests may be in flight; more than 1 for kafkajs and Sarama.',
  explanation:
    'The broker remembers the last five batches of a producer and partition. With more in flight it could not tell a repeated batch from a new one. kafkajs documents a limit of 1 and does not enforce it; it keeps a record’s order only where each send is awaited before the next, see idempotent-sends-overlap.',
  falsePositive: 'Code that reads this file overwrites one of the two settings.',
  safeFix: 'The producer does not start as it is; the limit is the most that idempotence works with.',
  reference: producerConfig('max.in.flight.requests.per.connection'),
  check: ({ unit, producer, effective }) => {
    const { inFlight } = effective.explicit;
    const kafkajs = unit.client.name === 'kafkajs';
    const limit = effective.defaults.inFlightLimit;
    const { inFlight: value } = effective;
    if (
      !producer ||
      effective.idempotence !== 'on-explicit' ||
      !inFlight ||
      typeof value !== 'number' ||
      value <= limit
    ) {
      return [];
    }
    const report: Report = {
      at: inFlight,
      orAt: effective.explicit.idempotence,
      message: kafkajs
        ? `kafkajs promises idempotence with at most 1 in-flight request and does not enforce that; ${value} is beyond it.`
        : `Idempotence allows at most ${limit} in-flight requests; ${value} makes the producer fail to start.`,
      fixes: [setTo(inFlight, String(limit))],
    };
    return [kafkajs ? { ...report, severity: 'warning' } : report];
  },
  bad: [
    {
      path: 'producer.properties',
      text: 'bootstrap.servers=broker:9092\nenable.idempotence=true\nmax.in.flight.requests.per.connection=10\n',
    },
  ],
  good: [
    {
      path: 'producer.properties',
      text: 'bootstrap.servers=broker:9092\nenable.idempotence=true\nmax.in.flight.requests.per.connection=5\n',
    },
  ],
};

export const inflightAboveFive: Rule = {
  id: 'inflight-above-five',
  severity: 'error',
  condition: 'Java: more than 5 requests in flight and idempotence left to its default. A warning for 3.x clients.',
  explanation:
    'Since 4.0 (KAFKA-17927) the limit is checked even where idempotence is only the default, and even where acks or retries have already turned it off. 3.x clients turn idempotence off and log it at INFO.',
  falsePositive: 'The client is older than 3.0: set acklens.clientVersions to its version.',
  reference: producerConfig('max.in.flight.requests.per.connection'),
  check: ({ unit, producer, effective, javaVersion }) => {
    const { inFlight, idempotence } = effective.explicit;
    const value = effective.inFlight;
    if (!producer || !isJava(unit) || !effective.defaults.silentlyOff || !inFlight || idempotence) return [];
    if (typeof value !== 'number' || value <= 5) return [];
    const old = versionBelow(unit.client.version ?? javaVersion, '4.0');
    const fixes = [setTo(inFlight, '5')];
    const key = `max.in.flight.requests.per.connection=${value}`;
    if (old) return [{ at: inFlight, severity: 'warning', message: `${key} silently turns idempotence off.`, fixes }];
    return [
      {
        at: inFlight,
        message: `${key} makes the producer fail to start unless enable.idempotence=false is set.`,
        fixes,
      },
    ];
  },
  bad: [
    { path: 'producer.properties', text: 'bootstrap.servers=broker:9092\nmax.in.flight.requests.per.connection=6\n' },
  ],
  good: [
    {
      path: 'producer.properties',
      text: 'bootstrap.servers=broker:9092\nmax.in.flight.requests.per.connection=6\nenable.idempotence=false\n',
    },
  ],
};

export const idempotenceSilentlyDisabled: Rule = {
  id: 'idempotence-silently-disabled',
  severity: 'warning',
  condition:
    'Idempotence is left to its default and acks, retries or the in-flight limit turns it off; reported where no other rule reports the same line.',
  explanation:
    'If conflicting configurations are set and idempotence is not explicitly enabled, it is disabled; the client says so in its log at INFO only.',
  falsePositive:
    'The client is older than 3.0, where idempotence is off anyway: set acklens.clientVersions to its version.',
  reference,
  check: ({ producer, effective }) => {
    if (!producer || effective.idempotence !== 'off-silently') return [];
    const { acks, retries, inFlight } = effective.explicit;
    const cause =
      effective.acks === '0' || effective.acks === '1' ? acks : effective.retries === 0 ? retries : inFlight;
    if (!cause) return [];
    const message =
      'This setting silently turns off the idempotence the client would otherwise use, so retries can write duplicates.';
    return [{ at: cause, message, fixes: [remove(cause)] }];
  },
  bad: [
    {
      path: 'producer.properties',
      text: 'bootstrap.servers=broker:9092\nacks=1\n',
      off: ['acks-leader-only'],
    },
  ],
  good: [{ path: 'producer.properties', text: 'bootstrap.servers=broker:9092\nacks=all\n' }],
};

export const idempotenceDisabled: Rule = {
  id: 'idempotence-disabled',
  severity: 'warning',
  condition: 'enable.idempotence is false and acks is not 0.',
  explanation:
    'A broker that wrote a record but whose answer got lost receives it again. Idempotence lets the broker recognise the repeated batch.',
  falsePositive: 'Consumers recognise repeated records themselves, or the brokers are older than 0.11.',
  reference,
  check: ({ producer, effective }) => {
    const { idempotence } = effective.explicit;
    if (!producer || effective.idempotence !== 'off-explicit' || !idempotence) return [];
    if (effective.acks === '0' || effective.acks === 'unknown') return [];
    const once = effective.inFlight === 1;
    return [
      {
        at: idempotence,
        message: `Without idempotence a retry after a lost acknowledgement writes the record twice${once ? '' : ', and can reorder records'}.`,
        fixes:
          effective.defaults.idempotence === 'on'
            ? [remove(idempotence), setTo(idempotence, 'true')]
            : [setTo(idempotence, 'true')],
      },
    ];
  },
  bad: [{ path: 'producer.properties', text: 'bootstrap.servers=broker:9092\nacks=all\nenable.idempotence=false\n' }],
  good: [{ path: 'producer.properties', text: 'bootstrap.servers=broker:9092\nacks=all\nenable.idempotence=true\n' }],
};

export const reorderRisk: Rule = {
  id: 'reorder-risk',
  severity: 'warning',
  condition:
    'Idempotence is off without being written so, retries are on, and more than 1 request in flight is written.',
  explanation: 'A batch that is sent again can land after a later batch that succeeded.',
  falsePositive: 'The order of records does not matter to the consumers.',
  reference: producerConfig('max.in.flight.requests.per.connection'),
  check: ({ unit, producer, effective }) => {
    const { inFlight } = effective.explicit;
    const value = effective.inFlight;
    const off = /^off-(?:default|silently|by-frame)$/.test(effective.idempotence);
    if (!producer || !off || !inFlight || typeof value !== 'number' || value <= 1) return [];
    if (effective.acks === '0' || effective.acks === 'unknown') return [];
    if (effective.retries === 'unknown' || effective.retries === 0 || unit.role === 'client') return [];
    const message = `With idempotence off and ${value} requests in flight, a retry can put records out of order.`;
    return [{ at: inFlight, message, fixes: [setTo(inFlight, '1')] }];
  },
  bad: [
    {
      path: 'producer.properties',
      text: 'bootstrap.servers=broker:9092\nacks=1\nmax.in.flight.requests.per.connection=3\n',
    },
  ],
  good: [
    {
      path: 'producer.properties',
      text: 'bootstrap.servers=broker:9092\nacks=1\nmax.in.flight.requests.per.connection=1\n',
    },
  ],
};
