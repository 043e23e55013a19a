// Reads topics of 1 M records of 100 B, each with other work for the analysis, through our reader alone, the reader with the
// whole analysis behind it (what a tail is), kafkajs's consumer and, when installed, kcat, in turns on the same brokers; prints
// ratios of wall and of CPU time, and peak memory. Then once more as the panel does, with what that costs the extension host.
// Asserts nothing: ratios travel, seconds do not, and on a busy machine only those of the CPU time do.
// Usage: npx tsx test/bench/tail.bench.ts [rounds]
import { spawn } from 'node:child_process';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { runProcess } from '../kafka/runProcess';
import { startKafka } from '../kafka/startKafka';
import { built } from '../runner/built.mjs';

const records = 1_000_000;
const keys = 100_000;

interface Message {
  readonly key: string;
  readonly value: string;
}

/** What the analysis finds in each topic decides what it costs. */
const topics: Readonly<Record<string, (n: number) => Message>> = {
  /** Records are told apart by key and value; keys come in no order. */
  texts: (n) => ({ key: `key-${(n * 7_919) % keys}`, value: `${n} `.padEnd(100, 'value ') }),
  /** Ids, and numbers that run within each key: a hundred orders at a time, of ten events each. */
  events: (n) => ({
    key: `order-${100 * Math.floor(n / 1_000) + ((n * 37) % 100)}`,
    value: `{"eventId":"event-${n}","seq":${Math.floor(n / 100) % 10}`.padEnd(99, ' ').concat('}'),
  }),
  /** The keys are a counter of the topic that begins anew ten times. */
  counted: (n) => ({ key: `key-${n % keys}`, value: `${n} `.padEnd(100, 'value ') }),
};
/** The reader alone, and with the analysis behind it. */
const own = ['reader', 'tail'];

interface Measured {
  readonly records: number;
  /** From the first request, or from the first batch for a consumer that joins a group first. */
  readonly ms: number;
  /** CPU time of the same stretch, of kcat that of the whole process. */
  readonly cpuMs: number;
  /** From the first fetch, which is where the clock of a consumer in a group starts; of kcat all of it. */
  readonly fetchMs: number;
  readonly peakMiB: number | undefined;
}

async function main(): Promise<void> {
  const rounds = Number(process.argv[2] ?? 3);
  const kafka = await startKafka({ version: '4.2.0', brokers: 3, name: 'bench' });
  try {
    const servers = kafka.bootstrapServers().join();
    const hasKcat = (await runProcess('kcat', ['-V'])).code === 0;
    if (!hasKcat) console.log('kcat is not installed: no comparison with it.');
    for (const [topic, message] of Object.entries(topics)) {
      const create = ['--create', '--topic', topic, '--partitions', '6', '--replication-factor', '1'];
      await kafka.runTool('org.apache.kafka.tools.TopicCommand', ['--bootstrap-server', servers, ...create]);
      await write(kafka.bootstrapServers(), topic, message);
      await compare(servers, topic, ['eachBatch', ...(hasKcat ? ['kcat'] : [])], rounds);
    }
    const panel = await runNode(
      ['--import', 'tsx', `${__dirname}/panelSubject.ts`],
      [servers, 'texts', String(records)],
    );
    const { ms, firstRowMs, snapshots, loop } = panel as Panel;
    console.log(
      `panel: ${Math.round(ms)} ms with ${snapshots} snapshots, the first row after ${Math.round(firstRowMs)} ms; the host was kept from ` +
        `its events for ${loop.p50} ms (half of the time), ${loop.p99} ms (99 %), ${loop.max} ms at most`,
    );
  } finally {
    await kafka.stop();
  }
}

async function compare(servers: string, topic: string, others: readonly string[], rounds: number): Promise<void> {
  const all = new Map<string, Measured[]>();
  for (let round = 0; round < rounds; round++)
    for (const subject of [...own, ...others]) {
      const measured = subject === 'kcat' ? await runKcat(servers, topic) : await runSubject(subject, servers, topic);
      const { records: read, ms, cpuMs, peakMiB } = measured;
      console.log(
        `${topic}: ${subject}: ${read} records, ${ms.toFixed(0)} ms, ${cpuMs.toFixed(0)} ms of CPU, peak ${peakMiB ?? 'unknown'} MiB`,
      );
      all.set(subject, [...(all.get(subject) ?? []), measured]);
    }
  for (const mine of own)
    for (const other of others) {
      const ratio = (of: (measured: Measured) => number): string =>
        (least(all.get(mine), of) / least(all.get(other), of)).toFixed(2);
      console.log(
        `${topic}: ${mine} / ${other}: ${ratio(({ ms }) => ms)}x of its wall time, from the first fetch on ` +
          `${ratio(({ fetchMs }) => fetchMs)}x, ${ratio(({ cpuMs }) => cpuMs)}x of its CPU time`,
      );
    }
  for (const mine of own)
    console.log(`${topic}: ${mine}: ${Math.round((records / least(all.get(mine), ({ ms }) => ms)) * 1_000)} records/s`);
}

/** See panelSubject.ts. */
interface Panel {
  readonly ms: number;
  readonly firstRowMs: number;
  readonly snapshots: number;
  readonly loop: { readonly p50: number; readonly p99: number; readonly max: number };
}

/** Of the rounds of one subject: noise only ever adds. */
const least = (rounds: readonly Measured[] | undefined, of: (measured: Measured) => number): number =>
  Math.min(...(rounds ?? []).map(of));

/** Keyed, in batches of about 17 KiB, which is what the Java producer sends by default. */
async function write(brokers: string[], topic: string, message: (n: number) => Message): Promise<void> {
  const producer = new Kafka({ brokers, logLevel: logLevel.NOTHING }).producer({
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  for (let at = 0; at < records; at += 1_000) {
    const messages = Array.from({ length: 1_000 }, (_, i) => message(at + i));
    await producer.send({ topic, messages, acks: 1 });
  }
  await producer.disconnect();
}

const runSubject = async (subject: string, servers: string, topic: string): Promise<Measured> =>
  (await runNode([built(`${__dirname}/tailSubject.ts`)], [subject, servers, topic, String(records)])) as Measured;

/** A process of its own for each, so that memory and warm-up are its own. */
function runNode(program: readonly string[], args: readonly string[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(output));
      else reject(new Error(`${program.join(' ')} ended with ${code}`));
    });
  });
}

async function runKcat(servers: string, topic: string): Promise<Measured> {
  const started = performance.now();
  const command = `kcat -b ${servers} -t ${topic} -C -e -q -f '%k %o\\n' | wc -l; times`;
  const { stdout } = await runProcess('sh', ['-c', command]);
  const ms = performance.now() - started;
  // The last line of POSIX's `times`: user and system time of the children.
  const [count = '', ...times] = stdout.trim().split('\n');
  const cpuMs = [...(times.at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + 60_000 * Number(minutes) + 1_000 * Number(seconds),
    0,
  );
  return { records: Number(count.trim()), ms, fetchMs: ms, cpuMs, peakMiB: undefined };
}

void main();
