// Reads one topic of 1 M records of 100 B through our reader alone, the reader with the whole analysis behind it (what a
// tail is), kafkajs's consumer and, when installed, kcat, in turns on the same brokers; prints ratios and peak memory. Asserts nothing: ratios travel, seconds do not.
// Usage: npx tsx test/bench/tail.bench.ts [rounds]
import { spawn } from 'node:child_process';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { runProcess } from '../kafka/runProcess';
import { startKafka } from '../kafka/startKafka';

const records = 1_000_000;
const keys = 100_000;
const topic = 'bench';
/** The reader alone, and with the analysis behind it. */
const own = ['reader', 'tail'];

interface Measured {
  readonly records: number;
  /** From the first request, or from the first batch for a consumer that joins a group first. */
  readonly ms: number;
  /** User CPU time of the same stretch; only our own subjects tell it. */
  readonly userMs?: number;
  readonly peakMiB: number | undefined;
}

async function main(): Promise<void> {
  const rounds = Number(process.argv[2] ?? 3);
  const kafka = await startKafka({ version: '4.2.0', brokers: 3, name: 'bench' });
  try {
    const servers = kafka.bootstrapServers().join();
    const create = ['--create', '--topic', topic, '--partitions', '6', '--replication-factor', '1'];
    await kafka.runTool('org.apache.kafka.tools.TopicCommand', ['--bootstrap-server', servers, ...create]);
    await write(kafka.bootstrapServers());
    const hasKcat = (await runProcess('kcat', ['-V'])).code === 0;
    const others = ['eachBatch', ...(hasKcat ? ['kcat'] : [])];
    const best = new Map<string, Measured>();
    const ratios = new Map<string, number[]>();
    for (let round = 0; round < rounds; round++) {
      const times = new Map<string, number>();
      for (const subject of [...own, ...others]) {
        const measured = subject === 'kcat' ? await runKcat(servers) : await runSubject(subject, servers);
        const { records: read, ms, userMs, peakMiB } = measured;
        console.log(
          `${subject}: ${read} records, ${ms.toFixed(0)} ms, ${userMs?.toFixed(0) ?? 'unknown'} ms of user CPU, peak ${peakMiB ?? 'unknown'} MiB`,
        );
        if (ms < (best.get(subject)?.ms ?? Number.POSITIVE_INFINITY)) best.set(subject, measured);
        times.set(subject, ms);
      }
      for (const mine of own)
        for (const other of others) {
          const pair = `${mine} / ${other}`;
          ratios.set(pair, [...(ratios.get(pair) ?? []), (times.get(mine) ?? 0) / (times.get(other) ?? 1)]);
        }
    }
    for (const [pair, each] of ratios) {
      const [mine = '', other = ''] = pair.split(' / ');
      const ofBest = (best.get(mine)?.ms ?? 0) / (best.get(other)?.ms ?? 1);
      const median = each.sort((a, b) => a - b)[each.length >> 1] ?? 0;
      console.log(`${pair}: ${ofBest.toFixed(2)}x of its time best against best, ${median.toFixed(2)}x in the median`);
    }
    if (!hasKcat) console.log('kcat is not installed: no comparison with it.');
    for (const mine of own) {
      const { records: read = 0, ms = 1, peakMiB } = best.get(mine) ?? {};
      console.log(`${mine}: ${((read / ms) * 1000).toFixed(0)} records/s, peak ${peakMiB ?? 'unknown'} MiB`);
    }
  } finally {
    await kafka.stop();
  }
}

/** Keyed, in batches of about 17 KiB, which is what the Java producer sends by default. */
async function write(brokers: string[]): Promise<void> {
  const producer = new Kafka({ brokers, logLevel: logLevel.NOTHING }).producer({
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  for (let at = 0; at < records; at += 1_000) {
    const messages = Array.from({ length: 1_000 }, (_, i) => ({
      key: `key-${(at + i) % keys}`,
      value: `${at + i} `.padEnd(100, 'value '),
    }));
    await producer.send({ topic, messages, acks: 1 });
  }
  await producer.disconnect();
}

/** A process of its own for each, so that memory and warm-up are its own. */
function runSubject(subject: string, servers: string): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const args = ['--import', 'tsx', `${__dirname}/tailSubject.ts`, subject, servers, topic, String(records)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(output) as Measured);
      else reject(new Error(`${subject} ended with ${code}`));
    });
  });
}

async function runKcat(servers: string): Promise<Measured> {
  const started = performance.now();
  const result = await runProcess('sh', ['-c', `kcat -b ${servers} -t ${topic} -C -e -q -f '%k %o\\n' | wc -l`]);
  return { records: Number(result.stdout.trim()), ms: performance.now() - started, peakMiB: undefined };
}

void main();
