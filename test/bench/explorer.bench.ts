// Lists 10,000 topics and 2,000 groups of a real broker through the tree's own loading, beside a cluster that hangs, and
// prints how much longer that takes than the cluster's own answer, what each letter of a filter costs, how soon loading
// ends when it is stopped, and how long the thread's loop was held up meanwhile. Asserts nothing.
// Usage: npx tsx test/bench/explorer.bench.ts [topics] [groups]
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import { ClusterAccess } from '../../src/explorer/clusterAccess';
import type { Node } from '../../src/explorer/node';
import { render } from '../../src/explorer/render';
import { Slices } from '../../src/explorer/Slices';
import { type Connection, TreeLoads } from '../../src/explorer/treeLoads';
import { createKafkaJsAdmin } from '../../src/kafka/kafkajs/admin';
import { BrokerLinks } from '../../src/kafka/kafkajs/BrokerLinks';
import { commitOffsets } from '../../src/kafka/kafkajs/changeGroups';
import { startKafka } from '../kafka/startKafka';

async function main(): Promise<void> {
  const topics = Number(process.argv[2] ?? 10_000);
  const groups = Number(process.argv[3] ?? 2_000);
  const kafka = await startKafka({
    version: '4.2.0',
    brokers: 1,
    name: 'bench-explorer',
    config: calm,
    heapMegabytes: 1_500,
  });
  const silent = createServer(() => undefined);
  try {
    const servers = kafka.bootstrapServers();
    await fill(servers, topics, groups);
    await listAll(servers, await portOf(silent));
  } finally {
    silent.close();
    await kafka.stop();
  }
}

/**
 * The first two are Kafka's defaults: those of the tests have the broker look through all of its logs twice a second. The
 * third keeps the files small that it makes for each partition, 20 MB otherwise, though mostly holes.
 */
const calm = {
  'log.retention.check.interval.ms': '300000',
  'log.cleaner.backoff.ms': '15000',
  'log.index.size.max.bytes': '4096',
};

async function listAll(servers: readonly string[], silentPort: number): Promise<void> {
  const connections: readonly Connection[] = [
    { id: 'big', name: 'big', bootstrapServers: servers, origin: 'stored' },
    { id: 'dead', name: 'dead', bootstrapServers: [`127.0.0.1:${silentPort}`], origin: 'stored' },
  ];
  const access = new ClusterAccess(
    async (profile) => createKafkaJsAdmin(profile, { requestTimeoutMs: 600_000 }),
    () => 600_000,
  );
  let topicFilter = '';
  const loads = new TreeLoads(
    () => connections,
    access,
    () => ({ showInternal: false, topicFilter, groupFilter: '', subjectFilter: '', favourites: () => new Set() }),
    console.error,
  );
  const [cluster, dead] = loads.roots();
  if (!cluster || !dead) throw new Error('There are two connections.');
  void loads.children(dead);
  const folders = await loads.children(cluster);
  const folder = (kind: Node['kind']): Node => folders.find((node) => node.kind === kind) ?? cluster;
  for (const [kind, request] of [
    ['topics', allTopics],
    ['groups', allGroups],
  ] as const) {
    for (let round = 0; round < 5; round++) {
      const raw = await rawTime(servers, request);
      loads.refresh(folder(kind));
      await measure(`${kind}, listed and drawn`, () => list(loads, folder(kind)), raw);
    }
  }
  for (let round = 0; round < 3; round++) {
    for (const text of ['t', 't9', 't99', 't999', 't99', '']) {
      topicFilter = text;
      loads.relist('topics');
      await measure(`filter "${text}"`, () => list(loads, folder('topics')));
    }
  }
  console.log(`The cluster that hangs, asked before all that, is ${loads.state(dead).phase} still.`);
  for (const afterMs of [0, 5, 20, 60]) {
    loads.refresh(folder('topics'));
    const rows = loads.children(folder('topics'));
    await sleep(afterMs);
    const start = performance.now();
    loads.stop();
    await rows;
    console.log(`stopped after ${afterMs} ms: ended ${(performance.now() - start).toFixed(2)} ms later`);
    loads.refresh(folder('topics'));
    await measure('topics again, by a new connection', () => list(loads, folder('topics')));
  }
  loads.dispose();
  access.dispose();
}

const slices = new Slices();

async function list(loads: TreeLoads, node: Node): Promise<number> {
  const rows = await loads.children(node);
  await Promise.all(rows.map((row) => slices.run(() => render(row, loads.state(row)))));
  return rows.length;
}

async function measure(what: string, work: () => Promise<number>, rawMs?: number): Promise<void> {
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const endTurns = watchTurns();
  const start = performance.now();
  const rows = await work();
  const ms = performance.now() - start;
  await sleep(20);
  loop.disable();
  const longestTurn = endTurns();
  const delay = (nanoseconds: number): string => (nanoseconds / 1e6).toFixed(1);
  const beside =
    rawMs === undefined ? '' : `, ${(ms - rawMs).toFixed(0)} ms after the cluster's ${rawMs.toFixed(0)} ms`;
  console.log(
    `${what}: ${rows} rows in ${ms.toFixed(0)} ms${beside}; loop p50 ${delay(loop.percentile(50))}, p99 ${delay(loop.percentile(99))}, max ${delay(loop.max)} ms; at most ${longestTurn.toFixed(1)} ms of CPU at a stretch`,
  );
}

/** Processor time of the longest turn of the loop, in milliseconds: on a busy machine delays are also those of others. */
function watchTurns(): () => number {
  let longest = 0;
  let isOn = true;
  let before = process.cpuUsage();
  const turn = (): void => {
    const { user, system } = process.cpuUsage(before);
    longest = Math.max(longest, (user + system) / 1_000);
    before = process.cpuUsage();
    if (isOn) setImmediate(turn);
  };
  setImmediate(turn);
  return () => {
    isOn = false;
    return longest;
  };
}

/** Requests by hand: key, version, correlation id, empty client id; then Metadata v5 of all topics, and ListGroups v1. */
const allTopics = '00030005000000010000ffffffff00';
const allGroups = '00100001000000010000';

/** What the cluster alone takes for a request, its bytes received and not decoded, in milliseconds. */
async function rawTime(servers: readonly string[], request: string): Promise<number> {
  const [host = '', port = ''] = (servers[0] ?? '').split(':');
  const socket = createConnection(Number(port), host);
  const body = Buffer.from(request, 'hex');
  const size = Buffer.alloc(4);
  size.writeInt32BE(body.length);
  try {
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    const start = performance.now();
    socket.write(Buffer.concat([size, body]));
    await answerOf(socket);
    return performance.now() - start;
  } finally {
    socket.destroy();
  }
}

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
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
  const seconds = (): string => ((performance.now() - start) / 1_000).toFixed(0);
  for (let at = 0; at < topics; at += 500) {
    const names = Array.from({ length: Math.min(500, topics - at) }, (_, n) => ({ topic: `t${at + n}` }));
    await admin.createTopics({ topics: names, waitForLeaders: false, timeout: 110_000 });
  }
  console.log(`${topics} topics made in ${seconds()} s`);
  // The first commit waits until the cluster has made its internal topic, and until it has opened the logs of all others.
  // kafkajs joins each group to commit for it, which takes half a second or more: the others are commits from outside.
  await admin.setOffsets({ groupId: 'g0', topic: 't0', partitions: [{ partition: 0, offset: '0' }] });
  await admin.disconnect();
  console.log(`the broker has opened their logs ${seconds()} s after the start`);
  const links = new BrokerLinks({ id: 'fill', name: 'fill', bootstrapServers: servers });
  const first = { topic: 't0', partition: 0, before: undefined, after: 0, begin: 0, end: 0 };
  for (let at = 1; at < groups; at += 20)
    await Promise.all(
      Array.from({ length: Math.min(20, groups - at) }, (_, n) => commitOffsets(links, `g${at + n}`, [first])),
    );
  await links.close();
  console.log(`${groups} groups made ${seconds()} s after the start`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
