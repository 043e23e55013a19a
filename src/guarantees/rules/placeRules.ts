import { booleanOf, valueText } from '../effective';
import { kafkaDocumentation, producerConfig, type Rule, remove } from '../rule';
import { versionBelow } from '../versionBelow';

export const misplacedSetting: Rule = {
  id: 'misplaced-setting',
  severity: 'warning',
  condition: 'A setting is written where its client does not read it.',
  explanation: 'The client ignores what it does not know, so the value that somebody meant to set never counts.',
  falsePositive: 'A program of your own reads the key from here and hands it to the client.',
  reference: producerConfig('acks'),
  check: ({ unit }) =>
    unit.misplaced.map(({ setting, advice, refused }) => ({
      at: setting,
      message: `${setting.writtenKey} ${refused ? 'is refused' : 'has no effect'} here; ${advice}.`,
      fixes: [remove(setting)],
      ...(refused ? { severity: 'error' as const } : {}),
    })),
  bad: [
    {
      path: 'send.ts',
      text: "import { Kafka } from 'kafkajs';\nconst producer = new Kafka({ brokers: ['b:9092'] }).producer({ acks: 0 });\n",
    },
    { path: 'consumer.properties', text: 'bootstrap.servers=broker:9092\ntransactional.id=a\n' },
  ],
  good: [
    {
      path: 'send.ts',
      text: "import { Kafka } from 'kafkajs';\nconst producer = new Kafka({ brokers: ['b:9092'] }).producer({ idempotent: true });\n",
    },
  ],
};

export const removedOption: Rule = {
  id: 'removed-option',
  severity: 'warning',
  condition: 'A command line uses an option that the tool no longer has, such as --broker-list since 4.0.',
  explanation:
    'KIP-499 gave all tools --bootstrap-server in 2.5. Scripts with the old names stop working when the tools are upgraded.',
  falsePositive:
    'The script only ever runs with tools of an older Kafka: set acklens.clientVersions (or --java-client) to that version.',
  safeFix: 'The tools have known the new name since 2.5 and take the same addresses under it.',
  reference: kafkaDocumentation('upgrade_4_0_0'),
  check: ({ unit, javaVersion }) =>
    unit.removedOptions.flatMap(({ tool, option, replacement, removedIn, deprecatedIn, span }) => {
      const version = unit.client.version ?? javaVersion;
      if (versionBelow(version, deprecatedIn)) return [];
      const past = versionBelow(version, removedIn) ? `is deprecated since Kafka ${deprecatedIn} and was` : 'was';
      const fix = { id: 'replace-option', title: `Replace ${option} with ${replacement}` };
      const edits = [{ span, newText: replacement }];
      return [
        {
          at: span,
          message: `${option} ${past} removed from ${tool} in Kafka ${removedIn}; use ${replacement}.`,
          // Addresses of ZooKeeper are not those of brokers: renaming the option alone would point to the wrong server.
          fixes: option === '--zookeeper' ? [] : [{ ...fix, plan: { edits } }],
        },
      ];
    }),
  bad: [{ path: 'send.sh', text: 'kafka-console-producer.sh --broker-list localhost:9092 --topic t\n' }],
  good: [{ path: 'send.sh', text: 'kafka-console-producer.sh --bootstrap-server localhost:9092 --topic t\n' }],
};

export const connectEosOverrideIgnored: Rule = {
  id: 'connect-eos-override-ignored',
  severity: 'warning',
  condition:
    'A Connect worker has exactly-once source support enabled and its producers set enable.idempotence=false or a transactional.id.',
  explanation: 'Connect gives the producers of source tasks their transactional id and idempotence itself.',
  falsePositive: 'None: Connect overrides the value whenever the support is enabled.',
  reference: kafkaDocumentation('connect_exactlyoncesource'),
  check: ({ unit, effective }) => {
    if (unit.frame !== 'connectExactlyOnce') return [];
    const { idempotence, transactionalId } = effective.explicit;
    const off = booleanOf(idempotence) === false ? idempotence : undefined;
    const id = valueText(transactionalId) ? transactionalId : undefined;
    return [off, id].flatMap((setting) =>
      setting
        ? [
            {
              at: setting,
              message: 'Connect overrides this when exactly-once source support is enabled.',
              fixes: [remove(setting)],
            },
          ]
        : [],
    );
  },
  bad: [
    {
      path: 'connect-distributed.properties',
      text: 'exactly.once.source.support=enabled\nproducer.enable.idempotence=false\n',
    },
  ],
  good: [
    { path: 'connect-distributed.properties', text: 'exactly.once.source.support=enabled\nproducer.linger.ms=5\n' },
  ],
};
