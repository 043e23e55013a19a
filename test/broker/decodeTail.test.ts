import { deepStrictEqual } from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { startWorkerPort } from '../../src/host/workerPort';
import { writeFrame } from '../../src/kafka/schemaFrame';
import { defaultTailOptions } from '../../src/protocol/readTailOptions';
import { connect } from '../../src/protocol/rpc';
import type { TailWorker, TailWorkerOwner } from '../../src/protocol/tailWorker';
import { createCodec } from '../../src/schemas/createCodec';
import { ContractRegistry } from '../registry/ContractRegistry';
import { registerSchema } from '../registry/registerSchema';
import { kafkaSuite, topicName } from './kafkaSuite';
import { until } from './reading';
import { createTopic, kafkaJs } from './topics';

const avro = '{"type":"record","name":"Order","fields":[{"name":"id","type":"long"}]}';
const proto = 'syntax = "proto3"; message Order { int32 id = 1; }';

/** The worker as it ships, with the codecs beside it, between real brokers and a registry of the contract. */
kafkaSuite('A tail that decodes', (kafka) => {
  const folder = mkdtempSync(join(tmpdir(), 'acklens-decode-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('shows framed records once their schemas are here, and says why others stay bytes', async () => {
    await bundle(folder);
    const registry = await ContractRegistry.start();
    const avroId = await registerSchema(registry.url, 'a', { schema: avro });
    const protoId = await registerSchema(registry.url, 'p', { schema: proto, schemaType: 'PROTOBUF' });
    const topic = topicName('decoded');
    await createTopic(kafka(), { topic });
    const producer = kafkaJs(kafka()).producer();
    await producer.connect();
    const values = [
      writeFrame(avroId, 'AVRO', createCodec({ type: 'AVRO', text: avro }, []).encode('{"id":7}')),
      writeFrame(protoId, 'PROTOBUF', createCodec({ type: 'PROTOBUF', text: proto }, []).encode('{"id":8}')),
      writeFrame(999, 'AVRO', Uint8Array.of(2)),
      new TextEncoder().encode('plain'),
    ];
    await producer.send({ topic, messages: values.map((value) => ({ key: null, value: Buffer.from(value) })) });
    await producer.disconnect();

    const worker = startWorkerPort(join(folder, 'tailWorker.js'));
    try {
      const { remote } = connect<TailWorkerOwner, TailWorker>(worker, { poke: () => undefined, log: () => undefined });
      await remote.start({
        profile: {
          id: 'c',
          name: 'c',
          bootstrapServers: kafka().bootstrapServers(),
          registry: { url: registry.url, auth: { kind: 'none' } },
        },
        secrets: {},
        options: { ...defaultTailOptions, topic, start: { kind: 'beginning' } },
        maxRows: 1000,
        maxPayloadBytes: 1 << 20,
      });
      const shown = async () =>
        (await remote.rows({ from: 0, count: 10 })).rows.flatMap((row) =>
          row.kind === 'record' && row.value ? [row.value] : [],
        );
      await until('four rows without one that waits', async () => {
        const all = await shown();
        return all.length === 4 && all.every(({ isPending }) => !isPending);
      });
      deepStrictEqual(
        (await shown()).map(({ text, as, problem }) => [text, as, problem]),
        [
          ['{"id":7}', `Avro, schema ${avroId}`, undefined],
          ['{"id":8}', `Protobuf, schema ${protoId}`, undefined],
          [
            '00 00 00 03 e7 02',
            undefined,
            `The registry localhost:${registry.port} does not have a schema with the id 999: it may have been deleted.`,
          ],
          ['plain', undefined, undefined],
        ],
      );
      await remote.setFilter({ where: { kind: 'contains', field: { of: 'value' }, text: '"id":8' }, context: 0 });
      await until(
        'the filter has found the decoded record',
        async () => (await remote.snapshot()).filter?.matches === 1,
      );
    } finally {
      worker.dispose();
      await registry.stop();
    }
  });
});

async function bundle(folder: string): Promise<void> {
  const common: BuildOptions = { bundle: true, platform: 'node', logLevel: 'error', external: ['./openCodec.js'] };
  await build({ ...common, entryPoints: ['src/schemas/openCodec.ts'], outfile: join(folder, 'openCodec.js') });
  await build({
    ...common,
    entryPoints: ['src/tailWorker.ts'],
    outfile: join(folder, 'tailWorker.js'),
    plugins: [
      {
        name: 'codecs-apart',
        setup: ({ onResolve }) =>
          onResolve({ filter: /\/openCodec$/ }, () => ({ path: './openCodec.js', external: true })),
      },
    ],
  });
}
