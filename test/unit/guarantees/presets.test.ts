import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import type { Analyser } from '../../../src/guarantees/analyse';
import type { Analysis } from '../../../src/guarantees/analysis';
import { newestJava } from '../../../src/guarantees/clients';
import { type PresetId, presetChanges, presets } from '../../../src/guarantees/presets';
import { type ChangePreview, previewChange } from '../../../src/guarantees/previewChange';
import { testAnalyser } from '../../lintCases/loadGrammar';

const producer = (...lines: readonly string[]): string => ['bootstrap.servers=b:9092', ...lines, ''].join('\n');
const kafkajs = (options: string, more = ''): string =>
  `import { Kafka } from 'kafkajs';\nconst p = new Kafka({ brokers: [] }).producer(${options});\n${more}`;

/** Path, text and Java version of producers of every kind, weak in every way. */
const producers: Readonly<Record<string, readonly [path: string, text: string, java?: string]>> = {
  'java, defaults': ['producer.properties', producer()],
  'java 2.8, defaults': ['producer.properties', producer(), '2.8'],
  'java 1.0, defaults': ['producer.properties', producer(), '1.0'],
  'java, acks=0': ['producer.properties', producer('acks=0')],
  'java, acks=1 and idempotence wanted': ['producer.properties', producer('acks=1', 'enable.idempotence=true')],
  'java, everything wrong': [
    'producer.properties',
    producer('acks=2', 'retries=0', 'enable.idempotence=false', 'max.in.flight.requests.per.connection=9'),
  ],
  'java, silently off': ['producer.properties', producer('max.in.flight.requests.per.connection=9')],
  'java 3.6, silently off': ['producer.properties', producer('max.in.flight.requests.per.connection=9'), '3.6'],
  'java, transactional': ['producer.properties', producer('transactional.id=pay-1')],
  'java, placeholders': ['producer.properties', producer('acks=\x24{ACKS}', 'retries=\x24{RETRIES}')],
  'librdkafka, defaults': ['app.properties', 'kafka.producer.queue.buffering.max.ms=5\nkafka.producer.client.id=a\n'],
  'librdkafka, acks=1': ['app.properties', 'kafka.producer.message.timeout.ms=5\nkafka.producer.acks=1\n'],
  'kcat, retries=0': ['send.sh', 'kcat -P -b b:9092 -t t -X retries=0 -X acks=0\n'],
  'console producer': ['send.sh', 'kafka-console-producer --topic t --request-required-acks 0\n'],
  // Connect switches idempotence off, and puts what its file says over that.
  'connect worker, acks=1': [
    'connect-distributed.properties',
    'bootstrap.servers=b:9092\ngroup.id=connect\nkey.converter=org.apache.kafka.connect.json.JsonConverter\nproducer.acks=1\n',
  ],
  'kafkajs, defaults': ['a.ts', kafkajs('')],
  'kafkajs, everything wrong': [
    'a.ts',
    kafkajs('{ idempotent: false, maxInFlightRequests: 9, retry: { retries: 0 } }'),
  ],
};

describe('presets', () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await testAnalyser();
  });
  after(() => analyser.dispose());

  function analyse(path: string, text: string, javaClientVersion = newestJava): Analysis {
    const analysis = analyser.analyse({ path, text }, { javaClientVersion });
    analyser.release(analysis);
    return analysis;
  }

  function apply(preset: PresetId, name: string, id?: string): { preview: ChangePreview; notes: readonly string[] } {
    const [path, text, java = newestJava] = producers[name] ?? ['', ''];
    const analysis = analyse(path, text, java);
    const unit = analysis.units.find((one) => one.unit.role === 'producer')?.unit;
    if (!unit) throw new Error(`no producer in ${name}`);
    const { changes, notes } = presetChanges(preset, unit, java);
    const all = id === undefined ? changes : [...changes, { key: 'transactional.id', value: id }];
    return { preview: previewChange(text, analysis, unit.id, all, (now) => analyse(path, now, java)), notes };
  }

  const reached = ({ preview }: { preview: ChangePreview }): string =>
    preview.kind === 'preview' ? (preview.unit?.verdict?.class ?? 'no verdict') : preview.reason;

  const errors = ({ preview }: { preview: ChangePreview }): readonly string[] =>
    preview.kind === 'preview' ? preview.gained.map(({ rule }) => rule) : [preview.reason];

  const isKafkajs = (name: string): boolean => name.startsWith('kafkajs');

  for (const name of Object.keys(producers)) {
    it(`bring ${name} to orders`, () => {
      const made = apply('orders', name);
      const transactional = name === 'java, transactional';
      strictEqual(reached(made), transactional ? 'transactional' : 'idempotent');
      deepStrictEqual(errors(made), []);
    });

    it(`bring ${name} to payments`, () => {
      const withoutTransactions = ['kcat, retries=0', 'console producer', 'connect worker, acks=1'].includes(name);
      if (!withoutTransactions) {
        const made = apply('payments', name, 'pay-7');
        strictEqual(reached(made), 'transactional');
        deepStrictEqual(errors(made), []);
      } else {
        const made = apply('payments', name);
        strictEqual(reached(made), 'idempotent');
        deepStrictEqual(made.notes, [
          'This client or tool has no transactions here: idempotent is as far as its settings go.',
        ]);
      }
    });

    it(`bring ${name} to crash-safe ingestion at least`, () => {
      const made = apply('ingestion', name);
      strictEqual(['atLeastOnce', 'idempotent', 'transactional'].includes(reached(made)), true, reached(made));
    });

    it(`bring ${name} to analytics`, () => {
      const made = apply('analytics', name);
      if (isKafkajs(name)) {
        deepStrictEqual(made.notes, [
          'acks=1 cannot be set here: kafkajs reads acks from each send() and sendBatch().',
        ]);
      } else {
        // Java before 2.1 does not retry by itself, which is one guarantee less.
        strictEqual(reached(made), name === 'java 1.0, defaults' ? 'atMostOnce' : 'noGuarantee');
        deepStrictEqual(
          errors(made).filter((rule) => rule !== 'acks-leader-only' && rule !== 'idempotence-disabled'),
          [],
        );
      }
    });
  }

  it('write no more than is needed', () => {
    const edits = (preset: PresetId, name: string): number => {
      const { preview } = apply(preset, name);
      return preview.kind === 'preview' ? preview.diff.length : -1;
    };
    strictEqual(edits('orders', 'java, defaults'), 0);
    strictEqual(edits('ingestion', 'librdkafka, defaults'), 0);
    strictEqual(edits('orders', 'java, acks=0'), 2);
    strictEqual(edits('orders', 'librdkafka, defaults'), 1);
  });

  it('say what they give and cost, and that acks=1 is no at least once', () => {
    for (const { gives, costs } of presets) strictEqual(gives.endsWith('.') && costs.endsWith('.'), true);
    deepStrictEqual(
      presets.map(({ id, aims }) => [id, aims]),
      [
        ['payments', 'transactional'],
        ['orders', 'idempotent'],
        ['ingestion', 'atLeastOnce'],
        ['analytics', 'noGuarantee'],
      ],
    );
  });
});
