import { strictEqual } from 'node:assert/strict';
import type { Analyser } from '../../../src/guarantees/analyse';
import { testAnalyser } from '../../lintCases/loadGrammar';

const rows: readonly (readonly [settings: string, verdict: string, java?: string])[] = [
  ['', 'Delivery: idempotent, no duplicates within a session · survives leader loss only if min.insync.replicas ≥ 2'],
  ['', 'Delivery: usually at least once, not guaranteed: loss and duplicates possible · acks=1', '2.8'],
  ['', 'Delivery: at most once, even acknowledged records can be lost · acks=1, retries=0', '1.0'],
  ['acks=0', 'Delivery: at most once · acks=0'],
  ['acks=1', 'Delivery: usually at least once, not guaranteed: loss and duplicates possible · acks=1'],
  [
    'acks=all\nenable.idempotence=false',
    'Delivery: at least once, duplicates and reordering possible · acks=all, idempotence off',
  ],
  [
    'enable.idempotence=false\nmax.in.flight.requests.per.connection=1',
    'Delivery: at least once, duplicates possible · acks=all, idempotence off',
  ],
  ['retries=0', 'Delivery: at most once, failures are reported · acks=all, retries=0'],
  ['transactional.id=a', 'Delivery: transactional · needs read_committed consumers'],
  ['transactional.id=a\nacks=1', 'Delivery: cannot send, the producer does not start · acks=1 with idempotence on'],
  [
    'transactional.id=a\nenable.idempotence=false',
    'Delivery: cannot send, the producer does not start · transactional.id with idempotence off',
  ],
  [
    'enable.idempotence=true\nmax.in.flight.requests.per.connection=6',
    'Delivery: cannot send, the producer does not start · 6 requests in flight',
  ],
  [
    'max.in.flight.requests.per.connection=6',
    'Delivery: cannot send, the producer does not start · 6 requests in flight',
  ],
  [
    'max.in.flight.requests.per.connection=6',
    'Delivery: at least once, duplicates and reordering possible · acks=all, idempotence off',
    '3.9',
  ],
  ['acks=2', 'Delivery: cannot send, acks is not accepted'],
  ['acks=\x24{ACKS}', 'Delivery: not judged, acks is not written here'],
  ['acks=\x24{ACKS:0}', 'Delivery: at most once · acks=0'],
];

describe('verdicts', () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await testAnalyser();
  });
  after(() => analyser.dispose());

  for (const [settings, verdict, java] of rows) {
    it(`${settings.replace(/\n/g, ' ') || 'defaults'}${java ? ` on ${java}` : ''}`, () => {
      const document = { path: 'producer.properties', text: `bootstrap.servers=b:9092\n${settings}\n` };
      const analysis = analyser.analyse(document, java ? { javaClientVersion: java } : {});
      strictEqual(analysis.units[0]?.verdict?.text, verdict);
    });
  }

  it('the console producer retries three times and waits a second', () => {
    const text = 'kafka-console-producer --topic t --producer-property delivery.timeout.ms=2000\n';
    const analysis = analyser.analyse({ path: 'a.sh', text });
    strictEqual(
      analysis.findings[0]?.message,
      'delivery.timeout.ms (2000) is below linger.ms + request.timeout.ms (2500): the producer will not start.',
    );
  });

  it('hovers tell meaning, finding and default', () => {
    const text = '# brokers\nbootstrap.servers=b:9092\nacks=0\nlinger.ms=0\n';
    const analysis = analyser.analyse({ path: 'producer.properties', text });
    strictEqual(
      analyser.hover(analysis, text.indexOf('acks'))?.markdown.split('\n\n')[0],
      'acks=0 – at most once. No broker answer: lost records are never reported or retried.',
    );
    strictEqual(
      analyser.hover(analysis, text.indexOf('acks'))?.markdown.split('\n\n').at(-1),
      'Default: `all` (Java client 4.2).',
    );
    strictEqual(
      analyser.hover(analysis, text.indexOf('linger'))?.markdown,
      [
        'How long a batch waits for more records before it is sent. linger.ms=0: Sends as soon as a sender thread is free.',
        'Default: `5` (Java client 4.2).',
        "[linger.ms in Kafka's documentation](https://kafka.apache.org/documentation/#producerconfigs_linger.ms)",
      ].join('\n\n'),
    );
    strictEqual(analyser.hover(analysis, 3), undefined);
  });
});
