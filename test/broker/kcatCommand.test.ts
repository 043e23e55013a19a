import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { kcatCommand } from '../../src/kafka/kcatCommand';
import type { Security } from '../../src/kafka/security';
import { testUsers } from '../kafka/brokerConfig';
import { runProcess } from '../kafka/runProcess';
import { withoutKcat } from '../truth/findKcat';
import { kafkaSuite, topicName } from './kafkaSuite';
import { createTopic, kafkaJs } from './topics';

// The command calls kcat by its name. Where the machine has none there is nothing to run.
if (spawnSync('kcat', ['-V']).status !== 0) console.log(withoutKcat);
else
  kafkaSuite('the copied kcat command', (kafka) => {
    const topic = topicName('kcat.Command_1');
    const awkward = 'it\'s; touch /tmp/x $(id) `id`\n"%s" \\n';
    const messages = [
      { key: 'a', value: 'first', timestamp: '1700000000000' },
      { key: awkward, value: awkward, headers: { h: awkward, n: '1' }, timestamp: '1700000000001' },
      { key: 'gone', value: null, timestamp: '1700000000002' },
    ];
    const size = (text: string): number => Buffer.byteLength(text);
    /** What it has to print of the record at an offset. */
    const expected = [
      `${topic} [1] offset 0, 1700000000000 ms\nheaders: \nkey (1 bytes): a\nvalue (5 bytes):\nfirst\n`,
      `${topic} [1] offset 1, 1700000000001 ms\nheaders: h=${awkward},n=1\nkey (${size(awkward)} bytes): ${awkward}\nvalue (${size(awkward)} bytes):\n${awkward}\n`,
      `${topic} [1] offset 2, 1700000000002 ms\nheaders: \nkey (4 bytes): gone\nvalue (-1 bytes):\n\n`,
      `${topic} [1] offset 3, 1700000000003 ms\nheaders: \nkey (1 bytes): t\nvalue (7 bytes):\naborted\n`,
    ];
    let last = -1;

    before(async function () {
      this.timeout(60_000);
      await createTopic(kafka(), { topic, partitions: 2, config: { 'retention.ms': '-1' } });
      const producer = kafkaJs(kafka()).producer();
      await producer.connect();
      await producer.send({ topic, messages: messages.map((one) => ({ ...one, partition: 1 })) });
      const writer = kafkaJs(kafka()).producer({ transactionalId: topic, maxInFlightRequests: 1, idempotent: true });
      await writer.connect();
      const transaction = await writer.transaction();
      const aborted = { key: 't', value: 'aborted', partition: 1, timestamp: '1700000000003' };
      await transaction.send({ topic, messages: [aborted] });
      await transaction.abort();
      await writer.disconnect();
      const sent = await producer.send({
        topic,
        messages: [{ value: 'last', partition: 1, timestamp: '1700000000004' }],
      });
      last = Number(sent[0]?.baseOffset);
      await producer.disconnect();
    });

    const run = (offset: number, servers: readonly string[], security?: Security, env: NodeJS.ProcessEnv = {}) => {
      const profile = { bootstrapServers: servers, ...(security ? { security } : {}) };
      const command = kcatCommand(profile, { topic, partition: 1, offset }, new Set());
      return runProcess('sh', ['-c', command ?? 'false'], { env });
    };

    it('prints that record and no other, one of an aborted transaction too', async () => {
      const printed = await Promise.all(expected.map((_, offset) => run(offset, kafka().bootstrapServers())));
      assert.deepEqual(
        printed.map(({ code, stdout }) => ({ code, stdout })),
        expected.map((stdout) => ({ code: 0, stdout })),
      );
      const { stdout } = await run(last, kafka().bootstrapServers());
      const words = 'headers: \nkey (-1 bytes): \nvalue (4 bytes):\nlast\n';
      assert.equal(stdout, `${topic} [1] offset ${last}, 1700000000004 ms\n${words}`);
    });

    it('logs in over TLS, with the password out of the environment', async () => {
      const ca = kafka().keys?.caPem ?? '';
      const security: Security = { tls: { ca }, sasl: { mechanism: 'PLAIN', username: 'admin' } };
      const servers = kafka().bootstrapServers('SECURE');
      const { code, stdout, stderr } = await run(1, servers, security, { KAFKA_PASSWORD: testUsers.admin });
      assert.deepEqual({ code, stdout }, { code: 0, stdout: expected[1] }, stderr);
      const refused = await run(1, servers, security, { KAFKA_PASSWORD: 'wrong' });
      assert.equal(refused.stdout, '');
      assert.notEqual(refused.code, 0);
    });
  });
