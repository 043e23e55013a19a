/**
 * An hour's worth of trouble in four minutes, on each version of Kafka: two tails and the explorer's access live
 * through restarts, a cluster that is gone, cut connections and topics that come and go. Afterwards they hold what they
 * held before, still read, and say of the topics that nobody touched exactly what is true.
 *
 *     npm test faults                                    prints the figures; ends with 1 where one has grown
 *     ACKLENS_KAFKA_VERSIONS=4.2.0 ACKLENS_FAULTS_SECONDS=60 ACKLENS_SEED=7 npm test faults
 */
import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { createTopic } from '../broker/topics';
import { kafkaVersions } from '../kafka/kafkaVersions';
import { startKafka } from '../kafka/startKafka';
import { random } from '../unit/tail/readLog';
import { compareHeld, type Held, type Seen } from './figures';
import { send, troubles } from './storm';

const seconds = Number(process.env.ACKLENS_FAULTS_SECONDS ?? 240);
const seed = Number(process.env.ACKLENS_SEED ?? 20261128);
const [steady, known, churn] = ['steady', 'known', 'churn'] as const;

const numbered = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, at) => `{"id":"m${from + at}","seq":${from + at}}`);

/** 7 is missing, 12 was sent twice. */
const withMistakes = [...numbered(1, 6), ...numbered(8, 12), ...numbered(12, 20)];

async function main(): Promise<void> {
  for (const version of kafkaVersions) await runVersion(version);
}

async function runVersion(version: (typeof kafkaVersions)[number]): Promise<void> {
  console.log(`Kafka ${version}: ${seconds} s of faults, seed ${seed}`);
  const next = random(seed);
  const folder = mkdtempSync(join(tmpdir(), 'acklens-faults-'));
  const cluster = await startKafka({
    version,
    brokers: 3,
    listeners: ['PROXIED'],
    config: { 'auto.create.topics.enable': 'false', 'unclean.leader.election.enable': 'false' },
    name: `faults-${version}`,
  });
  let subject: Subject | undefined;
  try {
    for (const topic of [steady, known, churn]) await createTopic(cluster, { topic, replicas: 3 });
    await send(cluster, steady, numbered(1, 500));
    await send(cluster, known, withMistakes);
    await send(cluster, churn, numbered(1, 1));
    subject = await Subject.start(folder, cluster.bootstrapServers('PROXIED'));
    await subject.until('all is read', ({ intact, churned }) => intact.endRow >= 520 && churned.endRow >= 1);
    // A round of each first: a client opens a connection to each broker some time and keeps it, which is no leak.
    for (const trouble of Object.values(troubles)) await trouble({ cluster, churn, next });
    await subject.until('both tails have recovered', isReading);
    const before = await subject.settledFigures();
    const counts = await blow(cluster, next);
    await cluster.waitUntilReady();
    await send(cluster, steady, numbered(501, 600));
    const { churned: last } = await subject.seen();
    await send(cluster, churn, ['{"id":"last","seq":2}']);
    const seen = await subject.until(
      'both tails read on',
      ({ intact, churned }) => positionOf(intact, steady) >= 600 && churned.counters.records > last.counters.records,
    );
    const after = await subject.settledFigures();
    report(counts, seen);
    assert.ok(isReading(seen));
    const { lines, grown } = compareHeld(before, after);
    console.log(lines.join('\n'));
    assert.deepEqual(verdicts(seen), expected);
    assert.deepEqual(seen.surprises, []);
    assert.deepEqual(grown, []);
  } finally {
    subject?.stop();
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const isReading = ({ intact, churned }: Seen): boolean => intact.phase === 'reading' && churned.phase === 'reading';

/** Shuffled rounds, so that each kind has its turn. */
async function blow(
  cluster: Awaited<ReturnType<typeof startKafka>>,
  next: () => number,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  const until = Date.now() + seconds * 1_000;
  let round: string[] = [];
  while (Date.now() < until) {
    if (round.length === 0) round = Object.keys(troubles);
    const [name = ''] = round.splice(Math.floor(next() * round.length), 1);
    await troubles[name]?.({ cluster, churn, next });
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/** The process under test. */
class Subject {
  private readonly child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.child = child;
  }

  static async start(folder: string, servers: readonly string[]): Promise<Subject> {
    const script = join(folder, 'worker.js');
    await build({
      ...{ entryPoints: ['test/faults/worker.ts'], outfile: script, bundle: true, platform: 'node', logLevel: 'error' },
      external: ['./openCodec.js', './mskSigner.js'],
    });
    const args = [servers.join(), script, steady, known, churn];
    return new Subject(
      fork(join(__dirname, 'subject.ts'), args, {
        execArgv: ['--expose-gc', '--import', 'tsx'],
        serialization: 'json',
      }),
    );
  }

  seen(): Promise<Seen> {
    return this.ask<Seen>('seen');
  }

  async until(what: string, is: (seen: Seen) => boolean): Promise<Seen> {
    const deadline = Date.now() + 90_000;
    for (;;) {
      const seen = await this.seen();
      if (is(seen)) return seen;
      if (Date.now() > deadline) throw new Error(`It did not happen: ${what}. ${JSON.stringify(seen)}`);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  /** The least of some moments: requests under way come and go. */
  async settledFigures(): Promise<Held> {
    let least: Held | undefined;
    for (let moments = 0; moments < 12; moments++) {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      const held = await this.ask<Held>('held');
      least = least
        ? (Object.fromEntries(
            Object.entries(held).map(([name, value]) => [name, Math.min(value, least?.[name as keyof Held] ?? value)]),
          ) as unknown as Held)
        : held;
    }
    if (!least) throw new Error('Nothing was measured.');
    return least;
  }

  stop(): void {
    this.child.kill('SIGKILL');
  }

  private ask<T>(question: 'held' | 'seen'): Promise<T> {
    return new Promise((resolve, reject) => {
      const ended = (code: number | null): void => reject(new Error(`The process under test ended with ${code}.`));
      this.child.once('exit', ended);
      this.child.once('message', (answer) => {
        this.child.off('exit', ended);
        resolve(answer as T);
      });
      this.child.send(question);
    });
  }
}

const positionOf = ({ slots, positions }: Seen['intact'], topic: string): number => {
  const id = slots?.find((slot) => slot.topic === topic)?.id;
  return positions.find(({ partition }) => partition === id)?.next ?? 0;
};

/** Both topics of the first tail. */
const expected = { records: 620, duplicates: 1, missing: 1, late: 0, conflicts: 0, divergences: 0, lost: 0 };

function verdicts({ intact: { counters } }: Seen): typeof expected {
  const { records, duplicates, gaps, late, conflicts, divergences, holes } = counters;
  const lost = holes.truncated + holes.unexplained + holes.skipped + holes.recreated + holes.expired;
  return { records, duplicates: duplicates.total, missing: gaps.missing, late, conflicts, divergences, lost };
}

function report(counts: ReadonlyMap<string, number>, { answers, churned }: Seen): void {
  for (const [name, times] of counts) console.log(`${times} x ${name}`);
  console.log(`the explorer got ${answers.good} answers and ${answers.failed} failures`);
  console.log(`the tail of the topic that came and went has read ${churned.counters.records} records`);
}

// `exit` handlers stop what runs; a signal without a handler would skip them.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
