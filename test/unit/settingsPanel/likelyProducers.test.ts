import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import type { Analyser } from '../../../src/guarantees/analyse';
import { foundUnits } from '../../../src/settingsPanel/foundUnits';
import { likelyProducers } from '../../../src/settingsPanel/likelyProducers';
import { ProducerIndex } from '../../../src/settingsPanel/producerIndex';
import { testAnalyser } from '../../lintCases/loadGrammar';

describe('from a duplicate to the producers that can cause it', () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await testAnalyser();
  });
  after(() => analyser.dispose());

  async function put(index: ProducerIndex, file: string, ...lines: readonly string[]): Promise<void> {
    const source = { path: file, text: `${lines.join('\n')}\n` };
    await analyser.prepare(source);
    index.set(`file:///w/${file}`, foundUnits(`file:///w/${file}`, file, source.text, analyser.analyse(source)));
  }

  const listed = (index: ProducerIndex, topic = 'orders', servers = ['a:9092']): readonly string[] =>
    likelyProducers(index.units(), { topic, bootstrapServers: servers }).producers.map(
      ({ file, line, reasons, isLikely }) => `${isLikely ? '! ' : ''}${file}:${line}: ${reasons.join(', ')}`,
    );

  const command = (servers: string, topic: string, more: string): string =>
    `kafka-console-producer.sh --bootstrap-server ${servers} --topic ${topic} ${more}`;

  it('lists the best match first, and says why it fits', async () => {
    const index = new ProducerIndex();
    await put(index, 'a-producer.properties', 'bootstrap.servers=a:9092', 'acks=1');
    await put(index, 'b-producer.properties', '# More.', 'bootstrap.servers=z:9092,a:9092', 'enable.idempotence=false');
    await put(index, 'c.sh', command('a:9092', 'orders', '--producer-property acks=1'));
    await put(index, 'd.sh', command('kafka:29092', 'orders', '--producer-property acks=1'));
    await put(index, 'e-producer.properties', 'acks=\x24{ACKS}', 'bootstrap.servers=\x24{KAFKA}');
    await put(
      index,
      'f.ts',
      "import { Kafka } from 'kafkajs';",
      "const kafka = new Kafka({ brokers: ['a:9092'] });",
      'const producer = kafka.producer();',
      "await producer.send({ topic: 'orders', messages: [] });",
    );
    deepStrictEqual(listed(index), [
      '! c.sh:1: writes to orders, to this cluster, idempotence off (acks=1)',
      '! f.ts:3: writes to orders, to this cluster, idempotence off (default of kafkajs 2)',
      "d.sh:1: writes to orders, to kafka:29092, another address than this connection's, idempotence off (acks=1)",
      'a-producer.properties:2: names no topic, to this cluster, idempotence off (acks=1)',
      'b-producer.properties:3: names no topic, to this cluster, idempotence off (enable.idempotence=false)',
      'e-producer.properties:1: names no topic, to servers named elsewhere, whether idempotence is on is not written there',
    ]);
  });

  it('leaves out who cannot have caused it', async () => {
    const index = new ProducerIndex();
    await put(index, 'safe-producer.properties', 'bootstrap.servers=a:9092');
    await put(index, 'pay-producer.properties', 'bootstrap.servers=a:9092', 'transactional.id=a');
    await put(index, 'refused-producer.properties', 'bootstrap.servers=a:9092', 'acks=1', 'enable.idempotence=true');
    await put(index, 'elsewhere-producer.properties', 'bootstrap.servers=b:9092', 'acks=1');
    await put(index, 'payments.sh', command('a:9092', 'payments', '--producer-property acks=1'));
    await put(index, 'consumer.properties', 'group.id=g', 'enable.auto.commit=true');
    deepStrictEqual(listed(index), []);
    deepStrictEqual(listed(index, 'payments'), [
      '! payments.sh:1: writes to payments, to this cluster, idempotence off (acks=1)',
    ]);
  });

  it('puts last who sends nothing again', async () => {
    const index = new ProducerIndex();
    await put(index, 'a.sh', command('a:9092', 'orders', '--producer-property acks=0'));
    await put(index, 'b.sh', command('a:9092', 'orders', '--producer-property acks=all --producer-property retries=0'));
    await put(index, 'c-producer.properties', 'acks=1');
    deepStrictEqual(listed(index), [
      'a.sh:1: writes to orders, to this cluster, idempotence off, but with acks=0 no answer is waited for and nothing sent again',
      'b.sh:1: writes to orders, to this cluster, idempotence off, but the client sends nothing again (retries=0)',
      'c-producer.properties:1: names no topic, to servers named elsewhere, idempotence off (acks=1)',
    ]);
  });

  it('knows this machine by its names, and listeners by their address', async () => {
    const index = new ProducerIndex();
    await put(index, 'a.sh', command('127.0.0.1:9092', 'orders', '--producer-property acks=1'));
    await put(index, 'b-producer.properties', 'bootstrap.servers=PLAINTEXT://LOCALHOST:9092', 'acks=1');
    deepStrictEqual(listed(index, 'orders', ['localhost:9092']), [
      '! a.sh:1: writes to orders, to this cluster, idempotence off (acks=1)',
      'b-producer.properties:2: names no topic, to this cluster, idempotence off (acks=1)',
    ]);
  });

  it('shows a dozen and counts the others', async () => {
    const index = new ProducerIndex();
    for (let n = 0; n < 15; n += 1) await put(index, `p${n}-producer.properties`, 'bootstrap.servers=a:9092', 'acks=1');
    const { producers, more } = likelyProducers(index.units(), { topic: 'orders', bootstrapServers: ['a:9092'] });
    strictEqual(producers.length, 12);
    strictEqual(more, 3);
  });
});
