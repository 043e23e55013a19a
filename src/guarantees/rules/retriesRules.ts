import { isJava, producerConfig, type Rule, remove, setTo, written } from '../rule';

export const retriesZero: Rule = {
  id: 'retries-zero',
  severity: 'warning',
  condition:
    'retries is 0 and acks is not 0. An error for max_retries of Elastic Beats, which refuse 0 whatever acks is.',
  explanation:
    'NotLeaderOrFollower, NotEnoughReplicas and timeouts are retriable and normal during a rolling restart. Kafka advises to leave retries unset and to bound the time with delivery.timeout.ms. Beats take -1 and numbers from 1 on (libbeat/outputs/kafka/config.go, `min=-1,nonzero`).',
  falsePositive: 'The application resends failed records itself, in order and without writing a record twice.',
  reference: producerConfig('retries'),
  check: ({ unit, producer, effective }) => {
    const setting = effective.explicit.retries;
    if (setting && unit.frame === 'beats' && effective.retries === 0) {
      const message = `max_retries=0${written(setting)} is refused, so that the output does not start: Beats take numbers from 1 on, and -1 for as many as it takes.`;
      return [{ at: setting, severity: 'error', message, fixes: [remove(setting)] }];
    }
    // With acks from elsewhere the sentence stays true: even where that is 0, what cannot be sent is dropped.
    if (!producer || effective.retries !== 0 || effective.acks === '0' || !setting) return [];
    const folded = isJava(unit) && effective.defaults.silentlyOff && !effective.explicit.idempotence;
    return [
      {
        at: setting,
        message:
          `retries=0${written(setting)}: any transient error (leader election, full queue, timeout) drops the record unless the application resends it.` +
          (folded ? ' It also switches the default idempotence off.' : ''),
        fixes: [remove(setting)],
      },
    ];
  },
  bad: [
    { path: 'producer.properties', text: 'bootstrap.servers=broker:9092\nretries=0\n' },
    {
      path: 'metricbeat.yml',
      text: 'output.kafka:\n  hosts: ["broker:9092"]\n  required_acks: -1\n  max_retries: 0\n',
    },
  ],
  good: [
    { path: 'producer.properties', text: 'bootstrap.servers=broker:9092\nretries=5\n' },
    {
      path: 'metricbeat.yml',
      text: 'output.kafka:\n  hosts: ["broker:9092"]\n  required_acks: -1\n  max_retries: -1\n',
    },
    { path: 'job.properties', text: 'job.retries=0\n' },
  ],
};

export const retriesWithoutEffect: Rule = {
  id: 'retries-without-effect',
  severity: 'hint',
  condition: 'retries is above 0 while acks is 0.',
  explanation: 'Without an answer from the broker there is nothing that a retry could react to.',
  falsePositive: 'None: the setting does nothing until acks changes.',
  reference: producerConfig('acks'),
  check: ({ producer, effective }) => {
    const { retries, acks } = effective.explicit;
    const positive = typeof effective.retries === 'number' && effective.retries > 0;
    if (!producer || effective.acks !== '0' || !acks || !retries || !positive) return [];
    return [
      {
        at: retries,
        message: 'retries has no effect with acks=0.',
        fixes: [remove(retries), ...(acks.inherited ? [] : [{ ...setTo(acks, 'all'), id: 'set-acks-all' }])],
      },
    ];
  },
  bad: [{ path: 'producer.properties', text: 'bootstrap.servers=broker:9092\nacks=0\nretries=3\n' }],
  good: [{ path: 'producer.properties', text: 'bootstrap.servers=broker:9092\nacks=all\nretries=3\n' }],
};
