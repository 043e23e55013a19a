import assert from 'node:assert/strict';
import { createKafkaJsAdmin } from '../../src/kafka/kafkajs/admin';
import { createKafkaJsProducer } from '../../src/kafka/kafkajs/producer';
import type { Delivery, OutgoingRecord, ProduceRequest, Producer } from '../../src/kafka/producer';
import { kafkaSuite, topicName } from './kafkaSuite';
import { profileOf, readAll, until } from './reading';
import { createTopic } from './topics';

const utf8 = new TextEncoder();
const message = (n: number): OutgoingRecord => ({ key: null, value: utf8.encode(`message${n + 1}`), headers: [] });

const requestOf = (topic: string, changes: Partial<ProduceRequest> = {}): ProduceRequest => ({
  topic,
  partition: undefined,
  count: 5,
  record: message,
  acks: 'all',
  kind: 'plain',
  codec: 'none',
  rate: undefined,
  ...changes,
});

/** The last that was told of each record. */
async function run(producer: Producer, request: ProduceRequest): Promise<Delivery[]> {
  const told: Delivery[] = [];
  await producer.produce(request, (n, delivery) => {
    told[n] = delivery;
  }).done;
  assert.equal(told.length, request.count);
  return told;
}

const kinds = (told: readonly Delivery[]): string[] => told.map(({ kind }) => kind);

kafkaSuite('producing', (kafka) => {
  let producer: Producer;
  before(() => {
    producer = createKafkaJsProducer(profileOf(kafka().bootstrapServers()));
  });
  after(() => producer.close());

  const valuesOf = async (topic: string, isolation: 'read_uncommitted' | 'read_committed' = 'read_uncommitted') =>
    (await readAll(kafka(), topic, { isolation })).records.map(({ value }) => value).sort();

  for (const kind of ['plain', 'idempotent', 'transactional'] as const)
    for (const codec of ['none', 'gzip'] as const)
      it(`acknowledges each record with its place: ${kind}, ${codec}`, async () => {
        const topic = topicName(`produced-${kind}`);
        await createTopic(kafka(), { topic, replicas: 3 });
        const told = await run(producer, requestOf(topic, { kind, codec }));
        assert.deepEqual(
          told,
          [0, 1, 2, 3, 4].map((offset) => ({ kind: 'acknowledged', partition: 0, offset })),
        );
        assert.deepEqual(await valuesOf(topic), ['message1', 'message2', 'message3', 'message4', 'message5']);
      });

  it('writes key, null value, headers in their order and without value as they are', async () => {
    const topic = topicName('produced-bytes');
    await createTopic(kafka(), { topic });
    const record: OutgoingRecord = {
      key: new Uint8Array([0, 255]),
      value: null,
      headers: [
        { name: '2', value: utf8.encode('b') },
        { name: '1', value: null },
        { name: '2', value: new Uint8Array([200]) },
      ],
    };
    await run(producer, requestOf(topic, { count: 1, record: () => record }));
    const [read] = (await readAll(kafka(), topic)).records;
    assert.equal(read?.value, null);
    assert.deepEqual(read?.headers, ['2=b', '1=null', '2=\ufffd']);
  });

  it('chooses the partition of a key as the Java producer does', async () => {
    const topic = topicName('produced-keys');
    const java = topicName('produced-keys-java');
    await createTopic(kafka(), { topic, partitions: 6 });
    await createTopic(kafka(), { topic: java, partitions: 6 });
    const keys = Array.from({ length: 50 }, (_, n) => `key-${n}`);
    await run(
      producer,
      requestOf(topic, { count: 50, record: (n) => ({ ...message(n), key: utf8.encode(keys[n] ?? '') }) }),
    );
    await kafka().runTool(
      kafka().consoleProducer,
      ['--bootstrap-server', kafka().bootstrapServers().join(), '--topic', java, '--property', 'parse.key=true'],
      keys.map((key) => `${key}\tv\n`).join(''),
    );
    const places = async (name: string) =>
      (await readAll(kafka(), name)).records.map(({ key, partition }) => `${key} ${partition}`).sort();
    assert.deepEqual(await places(topic), await places(java));
  });

  it('says of acks=0 only that the broker took it, and that it is unknown when the broker refuses', async () => {
    const topic = topicName('produced-acks0');
    await createTopic(kafka(), { topic, config: { 'max.message.bytes': '1000' } });
    assert.deepEqual(kinds(await run(producer, requestOf(topic, { acks: 0 }))), Array(5).fill('unconfirmed'));
    const big = { key: null, value: new Uint8Array(5_000), headers: [] };
    const [refused] = await run(producer, requestOf(topic, { acks: 0, count: 1, record: () => big }));
    assert.deepEqual(refused, {
      kind: 'unknown',
      partition: 0,
      sentence:
        'It was sent, but no answer came. The connection ended, as it does when a broker refuses a record with acks=0.',
    });
    assert.equal((await valuesOf(topic)).length, 5);
  });

  it('calls failed what the broker refused, and splits what is too large only together', async () => {
    const topic = topicName('produced-large');
    await createTopic(kafka(), { topic, config: { 'max.message.bytes': '1000' } });
    const sizes = [400, 400, 5_000, 400];
    const told = await run(
      producer,
      requestOf(topic, {
        count: 4,
        kind: 'idempotent',
        record: (n) => ({ key: null, value: new Uint8Array(sizes[n] ?? 0), headers: [] }),
      }),
    );
    assert.deepEqual(kinds(told), ['acknowledged', 'acknowledged', 'failed', 'acknowledged']);
    assert.match(JSON.stringify(told[2]), /max.message.bytes of the topic/);
    assert.equal((await readAll(kafka(), topic)).records.length, 3);
  });

  it('aborts the whole transaction for one refused record', async () => {
    const topic = topicName('produced-abort');
    await createTopic(kafka(), { topic, config: { 'max.message.bytes': '1000' } });
    const told = await run(
      producer,
      requestOf(topic, {
        count: 2,
        kind: 'transactional',
        record: (n) => ({ key: null, value: new Uint8Array(n === 0 ? 10 : 5_000), headers: [] }),
      }),
    );
    assert.deepEqual(kinds(told), ['failed', 'failed']);
    assert.match(JSON.stringify(told[0]), /Its transaction was aborted/);
    assert.deepEqual(await valuesOf(topic, 'read_committed'), []);
  });

  it('shows nothing of a transaction to readers with read_committed before its end, and nothing of a stopped one ever', async () => {
    const topic = topicName('produced-open');
    await createTopic(kafka(), { topic });
    const told: Delivery[] = [];
    const running = producer.produce(
      requestOf(topic, { kind: 'transactional', count: 1_000, rate: 20 }),
      (n, delivery) => {
        told[n] = delivery;
      },
    );
    await until('some are written', () => told.filter(({ kind }) => kind === 'pending').length >= 3);
    assert.deepEqual(await valuesOf(topic, 'read_committed'), []);
    assert.notEqual((await valuesOf(topic)).length, 0);
    running.cancel();
    await running.done;
    assert.deepEqual([...new Set(kinds(told))].sort(), ['cancelled', 'failed']);
    assert.deepEqual(await valuesOf(topic, 'read_committed'), []);
  });

  it('does not create a topic', async () => {
    const topic = topicName('produced-nowhere');
    const told = await run(producer, requestOf(topic, { count: 2 }));
    const sentence = `The cluster cannot write to topic ${topic}: there is no such topic or partition.`;
    assert.deepEqual(told, Array(2).fill({ kind: 'failed', sentence }));
    const admin = createKafkaJsAdmin(profileOf(kafka().bootstrapServers()));
    assert.ok(!(await admin.topics()).some(({ name }) => name === topic));
    await admin.close();
  });

  describe('through a network that loses answers', () => {
    const proxied = (): Producer =>
      createKafkaJsProducer(profileOf(kafka().bootstrapServers('PROXIED')), { requestTimeoutMs: 2_000 });
    const swallow = (on: boolean): void => {
      for (const proxy of kafka().proxies) proxy.swallowResponses(on);
    };
    afterEach(() => swallow(false));

    it('calls it unknown what was written without an answer, and never sends it twice', async () => {
      const topic = topicName('produced-unknown');
      await createTopic(kafka(), { topic, replicas: 3 });
      const faulty = proxied();
      await run(faulty, requestOf(topic, { count: 1 }));
      const pause = new Promise<void>((resolve) => {
        void faulty
          .produce(
            requestOf(topic, {
              count: 1,
              record: () => {
                // From here on the connection is open and the leader is known.
                setTimeout(() => swallow(true), 0);
                return { key: null, value: utf8.encode('lost answer'), headers: [] };
              },
            }),
            (_n, delivery) => {
              assert.equal(delivery.kind, 'unknown');
              resolve();
            },
          )
          .done.catch(assert.fail);
      });
      await until('it is written', async () => (await valuesOf(topic)).includes('lost answer'));
      for (const proxy of kafka().proxies) proxy.cut();
      await pause;
      swallow(false);
      assert.deepEqual(await valuesOf(topic), ['lost answer', 'message1']);
      await faulty.close();
    });

    it('with idempotence it is sent again, acknowledged, and written once', async () => {
      const topic = topicName('produced-again');
      await createTopic(kafka(), { topic, replicas: 3 });
      const faulty = proxied();
      const told: Delivery[] = [];
      const running = faulty.produce(
        requestOf(topic, {
          count: 2,
          rate: 1,
          kind: 'idempotent',
          record: (n) => {
            if (n === 1) setTimeout(() => swallow(true), 0);
            return message(n);
          },
        }),
        (n, delivery) => {
          told[n] = delivery;
        },
      );
      await until('it is written', async () => (await valuesOf(topic)).includes('message2'));
      swallow(false);
      for (const proxy of kafka().proxies) proxy.cut();
      await running.done;
      assert.deepEqual(kinds(told), ['acknowledged', 'acknowledged']);
      assert.deepEqual(await valuesOf(topic), ['message1', 'message2']);
      await faulty.close();
    });
  });

  it('is not refused for min.insync.replicas above the replication factor: the broker asks for all there can be', async () => {
    const topic = topicName('produced-isr');
    await createTopic(kafka(), { topic, replicas: 1, config: { 'min.insync.replicas': '2' } });
    const [told] = await run(producer, requestOf(topic, { count: 1 }));
    assert.deepEqual(told, { kind: 'acknowledged', partition: 0, offset: 0 });
  });
});
