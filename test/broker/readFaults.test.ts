import assert from 'node:assert/strict';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type Server } from 'node:net';
import { createKafkaJsAdmin } from '../../src/kafka/kafkajs/admin';
import { createKafkaJsReader } from '../../src/kafka/kafkajs/reader';
import { freePorts } from '../kafka/freePorts';
import { kafkaSuite, topicName } from './kafkaSuite';
import { Recording } from './Recording';
import { openReader, profileOf, readAll, until } from './reading';
import { createTopic, kafkaJs, produce } from './topics';

const fast = { connectionTimeoutMs: 1_000, requestTimeoutMs: 1_000 };

kafkaSuite('what goes wrong', (kafka) => {
  it('leaves no group, no offsets topic and no new topic behind', async () => {
    const topic = topicName('trace');
    await createTopic(kafka(), { topic, partitions: 2 });
    await produce(
      kafka(),
      [0, 1].map((partition) => `send\t${topic}\t${partition}\tk\tv`),
    );
    const admin = kafkaJs(kafka()).admin();
    await admin.connect();
    const state = async () => ({
      topics: (await admin.listTopics()).sort(),
      groups: (await admin.listGroups()).groups.map(({ groupId }) => groupId).sort(),
      offsets: await admin.fetchTopicOffsets(topic),
    });
    const before = await state();
    assert.equal((await readAll(kafka(), topic)).records.length, 2);
    assert.deepEqual(await state(), before);
    await assert.rejects(readAll(kafka(), `${topic}-mistyped`), {
      name: 'KafkaError',
      kind: 'unknown-topic',
      message: `The cluster cannot read topic ${topic}-mistyped: there is no such topic or partition.`,
    });
    const look = createKafkaJsAdmin(profileOf(kafka().bootstrapServers()));
    await assert.rejects(look.topic(`${topic}-mistyped`), { kind: 'unknown-topic' });
    await assert.rejects(look.offsets(`${topic}-mistyped`), { kind: 'unknown-topic' });
    await assert.rejects(look.topicConfig(`${topic}-mistyped`), { kind: 'unknown-topic' });
    await look.close();
    assert.deepEqual(await state(), before);
    await admin.disconnect();
  });

  it('reads every record exactly once when a broker is killed in mid-read', async function () {
    this.timeout(120_000);
    const topic = topicName('killed');
    await createTopic(kafka(), { topic, partitions: 6, replicas: 3 });
    const count = 120_000;
    const perf = ['--topic', topic, '--num-records', String(count), '--record-size', '100', '--throughput', '-1'];
    await kafka().runTool('org.apache.kafka.tools.ProducerPerformance', [
      ...perf,
      '--producer-props',
      `bootstrap.servers=${kafka().bootstrapServers().join()}`,
      'acks=all',
    ]);
    // Small responses, so that the reading is under way when the broker dies.
    const reader = openReader(kafka(), { maxBytes: 65_536, maxBytesPerPartition: 32_768 });
    const recording = new Recording();
    const request = { topic, isolation: 'read_uncommitted', stopAtEnd: true } as const;
    const reading = await reader.read({ ...request, start: { kind: 'beginning' } }, recording);
    await until('a tenth is read', () => recording.records.length > count / 10);
    const atDeath = recording.records.length;
    await kafka().broker(2).kill();
    try {
      await reading.done;
    } finally {
      await reader.close();
      await kafka().restart(2);
    }
    assert.ok(atDeath < count, 'the broker died in mid-read');
    const next = new Map<number, number>();
    for (const { partition, offset } of recording.records) {
      assert.equal(offset, next.get(partition) ?? 0, `partition ${partition}`);
      next.set(partition, offset + 1);
    }
    assert.equal(recording.records.length, count);
    assert.deepEqual([recording.holes, recording.skips], [[], []]);
  });

  it('reads every record exactly once when connections are cut in mid-read', async () => {
    const topic = topicName('cut');
    await createTopic(kafka(), { topic, partitions: 3 });
    const count = 30_000;
    const perf = ['--topic', topic, '--num-records', String(count), '--record-size', '100', '--throughput', '-1'];
    await kafka().runTool('org.apache.kafka.tools.ProducerPerformance', [
      ...perf,
      '--producer-props',
      `bootstrap.servers=${kafka().bootstrapServers().join()}`,
    ]);
    const reader = createKafkaJsReader(profileOf(kafka().bootstrapServers('PROXIED')), {
      maxBytes: 65_536,
      maxBytesPerPartition: 32_768,
    });
    const recording = new Recording();
    const request = { topic, isolation: 'read_uncommitted', stopAtEnd: true } as const;
    const reading = await reader.read({ ...request, start: { kind: 'beginning' } }, recording);
    for (const share of [0.2, 0.5, 0.8]) {
      await until('more is read', () => recording.records.length >= share * count);
      for (const proxy of kafka().proxies) proxy.cut();
    }
    await reading.done;
    await reader.close();
    const seen = new Set(recording.records.map(({ partition, offset }) => `${partition}:${offset}`));
    assert.deepEqual([seen.size, recording.records.length], [count, count]);
    assert.deepEqual([recording.holes, recording.skips], [[], []]);
    assert.ok(recording.problems.length > 0, 'the cut was told');
    assert.deepEqual(new Set(recording.problems.map(({ kind }) => kind)), new Set(['disconnected']));
  });

  it('says that a topic was deleted under the reading', async () => {
    const topic = topicName('deleted');
    await createTopic(kafka(), { topic });
    await produce(kafka(), [`send\t${topic}\t0\tk\tv`]);
    const reader = openReader(kafka());
    const recording = new Recording();
    const request = { topic, isolation: 'read_uncommitted', stopAtEnd: false } as const;
    const reading = await reader.read({ ...request, start: { kind: 'beginning' } }, recording);
    await until('the record arrives', () => recording.records.length === 1);
    const admin = kafkaJs(kafka()).admin();
    await admin.connect();
    await admin.deleteTopics({ topics: [topic] });
    await until('it is said', () => recording.problems.some(({ kind }) => kind === 'topic-deleted'));
    assert.deepEqual(
      recording.problems.map(({ message }) => message),
      [`Topic ${topic} has been deleted: reading goes on when it is created again.`],
    );
    await reading.stop();
    await reader.close();
    // Another broker may hear of the deletion a moment later; a topic that was created again would stay.
    await until('asking has not created it again', async () => !(await admin.listTopics()).includes(topic));
    await admin.disconnect();
  });

  it('adds a partition that appears under the reading', async () => {
    const topic = topicName('grows');
    await createTopic(kafka(), { topic });
    const reader = openReader(kafka(), { metadataAgeMs: 200 });
    const recording = new Recording();
    const request = { topic, isolation: 'read_uncommitted', stopAtEnd: false } as const;
    await reader.read({ ...request, start: { kind: 'end' } }, recording);
    const admin = kafkaJs(kafka()).admin();
    await admin.connect();
    await admin.createPartitions({ topicPartitions: [{ topic, count: 2 }] });
    await admin.disconnect();
    await produce(kafka(), [`send\t${topic}\t1\tk\tnew`]);
    await until('the new partition is read', () => recording.records.length === 1);
    assert.deepEqual(recording.rows(), ['1:0 k=new']);
    assert.deepEqual(
      recording.facts.map(({ partitions }) => partitions.map(({ id }) => id)),
      [[0], [1]],
    );
    await reader.close();
  });

  it('says that a port refuses', async () => {
    const [port] = await freePorts(1);
    const admin = createKafkaJsAdmin(profileOf([`127.0.0.1:${port}`]), fast);
    await assert.rejects(admin.overview(), {
      kind: 'refused',
      message: `127.0.0.1:${port} refuses connections: check the port and that the broker is running.`,
    });
    await admin.close();
  });

  it('says that a host name is not known', async () => {
    const admin = createKafkaJsAdmin(profileOf(['broker.invalid:9092']), fast);
    await assert.rejects(admin.overview(), {
      kind: 'dns',
      message: 'broker.invalid:9092 has a host name that is not known here: check the spelling, VPN and DNS.',
    });
    await admin.close();
  });

  it('says that an advertised host name is not known', async () => {
    const topic = topicName('lost');
    await createTopic(kafka(), { topic, partitions: 3 });
    const [server] = kafka().bootstrapServers('LOST');
    const admin = createKafkaJsAdmin(profileOf([server ?? '']), fast);
    await assert.rejects(admin.offsets(topic), (error: Error & { kind?: string }) => {
      assert.equal(error.kind, 'dns');
      assert.match(
        error.message,
        /^The broker that the cluster advertises as broker\.invalid:\d+ has a host name that is not known here: .* Its advertised\.listeners must lead here/,
      );
      return true;
    });
    await admin.close();
  });

  it('tells an HTTP server from a broker', async () => {
    const server = createHttpServer((_, response) => response.end('hello'));
    const port = await listen(server);
    const admin = createKafkaJsAdmin(profileOf([`127.0.0.1:${port}`]), fast);
    await assert.rejects(admin.overview(), {
      kind: 'wrong-protocol',
      message: `127.0.0.1:${port} is an HTTP server, not a Kafka broker: check the port.`,
    });
    await admin.close();
    server.close();
  });

  it('says that the port of a TLS listener expects TLS', async () => {
    const [server] = kafka().bootstrapServers('MTLS');
    const admin = createKafkaJsAdmin(profileOf([server ?? '']), fast);
    await assert.rejects(admin.overview(), { kind: 'wrong-protocol', message: /expects TLS/ });
    await admin.close();
  });

  it('gives up on a port that never answers, and closes at once', async () => {
    const server = createServer();
    const port = await listen(server);
    const admin = createKafkaJsAdmin(profileOf([`127.0.0.1:${port}`]), fast);
    await assert.rejects(admin.overview(), {
      kind: 'timeout',
      message: `127.0.0.1:${port} did not answer within 1 s.`,
    });
    const slow = createKafkaJsAdmin(profileOf([`127.0.0.1:${port}`]));
    const asked = slow.overview();
    asked.catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const before = Date.now();
    await slow.close();
    await assert.rejects(asked, { kind: 'aborted' });
    assert.ok(Date.now() - before < 500, 'closing does not wait for an answer');
    await admin.close();
    server.close();
  });

  it('goes on when a broker hangs for a while', async () => {
    const topic = topicName('hangs');
    await createTopic(kafka(), { topic, partitions: 3 });
    await produce(
      kafka(),
      [0, 1, 2].map((partition) => `send\t${topic}\t${partition}\tk\tone`),
    );
    const reader = openReader(kafka(), fast);
    const recording = new Recording();
    const request = { topic, isolation: 'read_uncommitted', stopAtEnd: false } as const;
    const reading = await reader.read({ ...request, start: { kind: 'beginning' } }, recording);
    await until('all is read', () => recording.records.length === 3);
    const leader = recording.positions.size;
    assert.equal(leader, 3);
    kafka().broker(1).pause();
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    kafka().broker(1).resume();
    await kafka().waitUntilReady();
    await produce(
      kafka(),
      [0, 1, 2].map((partition) => `send\t${topic}\t${partition}\tk\ttwo`),
    );
    await until('what came later is read too', () => recording.records.length === 6, 40_000);
    assert.deepEqual(recording.rows(), ['0:0 k=one', '0:1 k=two', '1:0 k=one', '1:1 k=two', '2:0 k=one', '2:1 k=two']);
    await reading.stop();
    await reader.close();
  });
});

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}
