// What lives through the faults, in a process of its own so that nothing else is measured: two tails as the panel runs
// them (bridge, worker thread, a page that asks for rows) and the explorer's access to the cluster. Talks to main.ts by
// messages: `held` asks for what is held, `seen` for what the tails say.
import { readdirSync } from 'node:fs';
import { ClusterAccess } from '../../src/explorer/clusterAccess';
import { startWorkerPort, type WorkerPort } from '../../src/host/workerPort';
import { KafkaError } from '../../src/kafka/errors';
import { createKafkaJsAdmin } from '../../src/kafka/kafkajs/admin';
import { defaultTailOptions } from '../../src/protocol/readTailOptions';
import { connect } from '../../src/protocol/rpc';
import type { TailHost, TailOptions, TailSnapshot, TailView } from '../../src/protocol/tail';
import { TailBridge } from '../../src/tailPanel/tailBridge';
import { jsonWire } from '../unit/protocol/wire';
import type { Held, Seen } from './figures';
import { askHeld, type HeldByThread } from './workerWords';

const [servers = '', script = '', steady = '', known = '', churn = ''] = process.argv.slice(2);
const profile = { id: 'faults', name: 'faults', bootstrapServers: servers.split(',') };
const workers: WorkerPort[] = [];
const surprises: string[] = [];
const answers = { good: 0, failed: 0 };

for (const event of ['unhandledRejection', 'uncaughtException'] as const)
  process.on(event, (error: unknown) => surprises.push(error instanceof Error ? (error.stack ?? '') : String(error)));

const rules: Pick<TailOptions, 'identity' | 'sequence'> = {
  identity: { kind: 'json', path: 'id' },
  sequence: { kind: 'json', path: 'seq', scope: 'topic' },
};

function openTail(options: Partial<TailOptions> & { readonly topic: string }): { snapshot(): Promise<TailSnapshot> } {
  const bridge = new TailBridge(
    {
      profile,
      options: { ...defaultTailOptions, ...rules, start: { kind: 'beginning' }, ...options },
      maxRows: 10_000,
      maxPayloadBytes: 4 << 20,
    },
    {
      secrets: async () => ({}),
      startWorker() {
        const worker = startWorkerPort(script);
        workers.push(worker);
        return {
          ...worker,
          onCrash: (listener) =>
            worker.onCrash((reason) => {
              surprises.push(`A worker ended: ${reason}`);
              listener(reason);
            }),
        };
      },
      log: (level, message) => {
        if (level === 'error') surprises.push(message);
      },
      copy: () => undefined,
      exportRows: async () => undefined,
      pickSchema: async () => undefined,
      producers: async () => ({ producers: [], more: 0, note: undefined, canScan: false }),
      showProducer: () => undefined,
      restarted: () => undefined,
      produce: () => undefined,
    },
  );
  const [near, far] = jsonWire(setImmediate);
  const { remote } = connect<TailView, TailHost>(far, {
    poke: async ({ endRow }) => {
      await remote.rows({ from: Math.max(0, endRow - 40), count: 40 });
    },
  });
  bridge.attach(near);
  return remote;
}

const access = new ClusterAccess(
  async (of) => createKafkaJsAdmin(of, { connectionTimeoutMs: 2_000, requestTimeoutMs: 4_000 }),
  () => 5_000,
);

/** As the tree does on its beat, whether the cluster is there or not. */
async function explore(): Promise<void> {
  try {
    await access.use(profile, async (admin) => {
      await Promise.all([admin.overview(), admin.topics(), admin.groups()]);
      await admin.offsets(steady);
    });
    answers.good += 1;
  } catch (error) {
    answers.failed += 1;
    if (!(error instanceof KafkaError)) surprises.push(String(error));
  } finally {
    setTimeout(() => void explore(), 1_000);
  }
}

const held = async (): Promise<Held> => {
  const threads = await Promise.all(
    workers.map(
      (worker) =>
        new Promise<HeldByThread['heldByThread']>((resolve) => {
          const hearing = worker.onMessage((message) => {
            if (typeof message !== 'object' || message === null || !('heldByThread' in message)) return;
            hearing.dispose();
            resolve((message as HeldByThread).heldByThread);
          });
          worker.post(askHeld);
        }),
    ),
  );
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  const resources = [...process.getActiveResourcesInfo(), ...threads.flatMap(({ resources }) => resources)];
  const count = (is: (name: string) => boolean): number => resources.filter(is).length;
  return {
    heap: heapUsed + threads.reduce((sum, { heap }) => sum + heap, 0),
    rss,
    sockets: count((name) => name.startsWith('TCP')),
    timers: count((name) => name === 'Timeout'),
    others: count((name) => !name.startsWith('TCP') && name !== 'Timeout' && name !== 'Immediate'),
    // What every thread has open, known to the system: of Linux only.
    files: process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0,
  };
};

const tails = [openTail({ topic: steady, moreTopics: [known] }), openTail({ topic: churn })] as const;
void explore();

process.on('message', async (question: unknown) => {
  if (question === 'held') process.send?.(await held());
  if (question !== 'seen') return;
  const [intact, churned] = await Promise.all([tails[0].snapshot(), tails[1].snapshot()]);
  process.send?.({ intact, churned, answers, surprises } satisfies Seen);
});
process.on('disconnect', () => process.exit(0));
