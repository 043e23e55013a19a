// One reader under measurement, in a process of its own; see tail.bench.ts. Prints one line of JSON.
import { Kafka, logLevel } from 'kafkajs';
import { createKafkaJsReader } from '../../src/kafka/kafkajs/reader';
import type { LogListener } from '../../src/kafka/ports';
import { createTailSession } from '../../src/tail/createTailSession';

const [subject, servers = '', topic = '', expected = '0'] = process.argv.slice(2);
const brokers = servers.split(',');

/** Of one reading: wall time, and CPU time of this process, which neighbours on the machine blur less. */
interface Reading {
  readonly ms: number;
  readonly cpuMs: number;
  /** The part of `ms` from the first fetch on: without connections, metadata and positions. */
  readonly fetchMs: number;
}

async function ours(): Promise<Reading & { records: number }> {
  let records = 0;
  let bytes = 0;
  const ignore = (): void => undefined;
  const listener: LogListener = {
    topology: ignore,
    batch: ignore,
    hole: ignore,
    skip: ignore,
    position: ignore,
    event: ignore,
    problem: (_, error) => {
      throw error;
    },
    record: (_, record) => {
      records += 1;
      bytes += record.valueEnd - record.valueStart;
    },
  };
  const measured = await read(listener);
  if (bytes !== 100 * records) throw new Error(`${bytes} bytes in ${records} records`);
  return { records, ...measured };
}

/** What the panel and the command line do: every rule found out, every detector at work. */
async function analysed(): Promise<Reading & { records: number }> {
  const session = createTailSession({
    identity: { kind: 'auto' },
    sequence: { kind: 'auto' },
    graceMs: 2_000,
    maxRows: 250_000,
    maxPayloadBytes: 64 * 1024 * 1024,
  });
  const ticking = setInterval(() => {
    session.tick(Date.now());
    session.takeChanges();
  }, 100);
  const measured = await read(session);
  clearInterval(ticking);
  session.settle();
  const { records, duplicates, gaps, identity, sequence } = session.counters();
  process.stderr.write(`${JSON.stringify({ duplicates, gaps, identity, sequence })}\n`);
  return { records, ...measured };
}

async function read(listener: LogListener): Promise<Reading> {
  const reader = createKafkaJsReader({ id: 'bench', name: 'bench', bootstrapServers: brokers });
  const started = performance.now();
  const before = process.cpuUsage();
  const request = { topic, isolation: 'read_uncommitted', stopAtEnd: true } as const;
  const reading = await reader.read({ ...request, start: { kind: 'beginning' } }, listener);
  const found = performance.now();
  await reading.done;
  const ended = performance.now();
  const cpuMs = cpuSince(before);
  await reader.close();
  return { ms: ended - started, cpuMs, fetchMs: ended - found };
}

function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** What an observer would otherwise write: a consumer with a map of the keys that it has seen. */
async function eachBatch(): Promise<Reading & { records: number }> {
  const consumer = new Kafka({ brokers, logLevel: logLevel.NOTHING }).consumer({ groupId: `bench-${process.pid}` });
  const seen = new Map<string, number>();
  let records = 0;
  let started = 0;
  let before = process.cpuUsage();
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  // Joining the group is not counted: the clock starts when the first fetch goes out.
  consumer.on(consumer.events.FETCH_START, () => {
    if (started > 0) return;
    started = performance.now();
    before = process.cpuUsage();
  });
  await new Promise<void>((resolve, reject) => {
    consumer
      .run({
        autoCommit: false,
        eachBatch: async ({ batch }) => {
          for (const message of batch.messages) {
            const key = message.key?.toString() ?? '';
            seen.set(key, (seen.get(key) ?? 0) + 1);
            records += 1;
          }
          if (records >= Number(expected)) resolve();
        },
      })
      .catch(reject);
  });
  const ms = performance.now() - started;
  const cpuMs = cpuSince(before);
  await consumer.disconnect();
  return { records, ms, cpuMs, fetchMs: ms };
}

async function main(): Promise<void> {
  const subjects = { reader: ours, tail: analysed, eachBatch };
  const measured = await subjects[subject as keyof typeof subjects]();
  const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(`${JSON.stringify({ ...measured, peakMiB })}\n`);
}

void main();
