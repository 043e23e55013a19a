// Lists 10,000 topics and 2,000 groups of a real broker through the tree's own loading, and prints how much longer that
// takes than the cluster's answer, and how long the thread's loop was held up meanwhile. Asserts nothing.
// Usage: npx tsx test/bench/explorer.bench.ts [topics] [groups]
import { createConnection, type Socket } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import { ClusterAccess } from '../../src/explorer/clusterAccess';
import type { Node } from '../../src/explorer/node';
import { render } from '../../src/explorer/render';
import { type Connection, TreeLoads } from '../../src/explorer/treeLoads';
import { createKafkaJsAdmin } from '../../src/kafka/kafkajs/admin';
import { startKafka } from '../kafka/startKafka';

async function main(): Promise<void> {
  const topics = Number(process.argv[2] ?? 10_000);
  const groups = Number(process.argv[3] ?? 2_000);
  const kafka = await startKafka({ version: '4.2.0', brokers: 1, name: 'bench-explorer' });
  try {
    const servers = kafka.bootstrapServers();
    await fill(servers, topics, groups);
    const connection: Connection = { id: '1', name: 'big', bootstrapServers: servers, origin: 'stored' };
    const access = new ClusterAccess(
      async (profile) => createKafkaJsAdmin(profile),
      () => 60_000,
    );
    let topicFilter = '';
    const loads = new TreeLoads(
      () => [connection],
      access,
      () => ({ showInternal: false, topicFilter, groupFilter: '', favourites: () => new Set() }),
      console.error,
    );
    const [cluster] = loads.roots();
    if (!cluster) throw new Error('There is one connection.');
    const folders = await loads.children(cluster);
    const folder = (kind: Node['kind']): Node => folders.find((node) => node.kind === kind) ?? cluster;
    for (const [what, request] of [
      ['Metadata of all topics', allTopics],
      ['ListGroups', allGroups],
    ] as const) {
      const raw = await rawTimes(servers, request);
      console.log(`${what}: the cluster answers in ${raw.toFixed(0)} ms (raw bytes, not decoded)`);
    }
    for (let round = 0; round < 5; round++) {
      for (const kind of ['topics', 'groups'] as const) {
        loads.refresh(folder(kind));
        await measure(`${kind}, listed and drawn`, () => list(loads, folder(kind)));
      }
      for (const text of ['t', 't9', 't99', 't999', '']) {
        topicFilter = text;
        loads.relist('topics');
        await measure(`filter "${text}"`, () => list(loads, folder('topics')));
      }
    }
    access.dispose();
  } finally {
    await kafka.stop();
  }
}

async function list(loads: TreeLoads, node: Node): Promise<number> {
  const rows = await loads.children(node);
  for (const row of rows) render(row, loads.state(row));
  return rows.length;
}

async function measure(what: string, work: () => Promise<number>): Promise<void> {
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const start = performance.now();
  const rows = await work();
  const ms = performance.now() - start;
  await sleep(20);
  loop.disable();
  const delay = (nanoseconds: number): string => (nanoseconds / 1e6).toFixed(1);
  console.log(
    `${what}: ${rows} rows in ${ms.toFixed(0)} ms; loop p50 ${delay(loop.percentile(50))}, p99 ${delay(loop.percentile(99))}, max ${delay(loop.max)} ms`,
  );
}

/** Requests by hand: key, version, correlation id, empty client id; then Metadata v5 of all topics, and ListGroups v1. */
const allTopics = '00030005000000010000ffffffff00';
const allGroups = '00100001000000010000';

/** What the cluster alone takes for a request. The best of five. */
async function rawTimes(servers: readonly string[], request: string): Promise<number> {
  const [host = '', port = ''] = (servers[0] ?? '').split(':');
  const socket = createConnection(Number(port), host);
  const body = Buffer.from(request, 'hex');
  const size = Buffer.alloc(4);
  size.writeInt32BE(body.length);
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    const start = performance.now();
    socket.write(Buffer.concat([size, body]));
    await answerOf(socket);
    times.push(performance.now() - start);
  }
  socket.destroy();
  return Math.min(...times);
}

function answerOf(socket: Socket): Promise<void> {
  let left: number | undefined;
  return new Promise((resolve, reject) => {
    const onData = (chunk: Buffer): void => {
      left = (left ?? chunk.readInt32BE(0) + 4) - chunk.length;
      if (left > 0) return;
      socket.off('data', onData);
      resolve();
    };
    socket.on('data', onData);
    socket.once('error', reject);
  });
}

async function fill(servers: readonly string[], topics: number, groups: number): Promise<void> {
  const kafka = new Kafka({
    brokers: [...servers],
    logLevel: logLevel.NOTHING,
    requestTimeout: 120_000,
    retry: { retries: 20 },
  });
  const admin = kafka.admin();
  await admin.connect();
  const start = performance.now();
  for (let at = 0; at < topics; at += 500) {
    const names = Array.from({ length: Math.min(500, topics - at) }, (_, n) => ({ topic: `t${at + n}` }));
    await admin.createTopics({ topics: names, waitForLeaders: false, timeout: 110_000 });
  }
  for (let at = 0; at < groups; at += 50)
    await Promise.all(
      Array.from({ length: Math.min(50, groups - at) }, (_, n) =>
        admin.setOffsets({ groupId: `g${at + n}`, topic: 't0', partitions: [{ partition: 0, offset: '0' }] }),
      ),
    );
  console.log(`${topics} topics and ${groups} groups made in ${((performance.now() - start) / 1_000).toFixed(0)} s`);
  await admin.disconnect();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
