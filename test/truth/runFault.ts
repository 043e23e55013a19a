import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { until } from '../broker/reading';
import type { KafkaCluster } from '../kafka/KafkaCluster';
import type { Fault, Scene, Subject } from './faults';
import { JavaWriters } from './JavaWriters';
import { type Judged, judgeRun, type Question } from './judgeRun';
import { KafkaJsWriter } from './KafkaJsWriter';
import { KcatWriter } from './KcatWriter';
import { nameOf } from './Ledger';
import { type PlainReading, readBack } from './readBack';
import { type RunningTail, startTail, type TailOutput } from './TailCommand';
import { MessageSource, type TruthWriter } from './TruthWriter';
import { createTruthTopics, deleteTruthTopics, type TruthTopics } from './truthTopics';

export interface RunResult {
  readonly version: string;
  readonly fault: string;
  readonly subject: Subject;
  readonly sent: number;
  readonly acknowledged: number;
  /** Undefined where the client does not tell. */
  readonly retries: number | undefined;
  /** Records in the log at the end, aborted ones included. */
  readonly records: number;
  /** Acknowledged messages that the log has no more, or never had. */
  readonly gone: number;
  /** A tail that ran from before the first message on. */
  readonly live: Judged;
  /** The reading afterwards went by chosen rules; else by those that it found by itself, as the live one. */
  readonly areRulesChosen: boolean;
  /** A tail that read the topic afterwards, by rules that were chosen. */
  readonly after: Judged;
}

/** So often each writer gets a message. */
const everyMs = 30;

/** Lets all subjects write while the fault acts, and judges what a live tail and a later one say about their topics. */
export async function runFault(
  cluster: KafkaCluster,
  fault: Fault,
  subjects: readonly Subject[],
  kcat: string | undefined,
): Promise<RunResult[]> {
  const named = subjects.map((subject) => ({ subject, topic: topicOf(fault, subject) }));
  const topics = named.map(({ topic }) => topic);
  const create: TruthTopics = { topics, partitions: 2, replicas: fault.replicas, config: fault.config ?? {} };
  await createTruthTopics(cluster, create);
  const java = new JavaWriters(cluster);
  const tails: RunningTail[] = [];
  let pump: NodeJS.Timeout | undefined;
  try {
    const writers = await Promise.all(named.map((each) => openWriter(cluster, java, kcat, each)));
    tails.push(...topics.map((topic) => startTail(cluster, topic, ['--from-beginning', '--grace', '500'])));
    const sources = subjects.map(({ shape }) => new MessageSource(shape));
    let isWriting = true;
    let due = Date.now();
    pump = setInterval(() => {
      // By the clock, not by the ticks: on a busy machine those come late.
      for (; due <= Date.now(); due += everyMs)
        if (isWriting)
          for (const [at, writer] of writers.entries()) {
            const message = sources[at]?.next();
            if (message) writer.send(message);
          }
    }, everyMs);
    const before = await fault.act(
      sceneOf(cluster, tails, create, (on) => {
        isWriting = on;
      }),
    );
    clearInterval(pump);
    await Promise.all(writers.map((writer) => writer.finish()));
    await cluster.waitUntilReady();
    const logs = await allIsTold(cluster, topics, tails, abortsWithinMs);
    for (const tail of tails) await tail.interrupt();
    const results: RunResult[] = [];
    for (const [at, { subject, topic }] of named.entries()) {
      const log = logs.get(topic);
      const ledger = writers[at]?.ledger;
      const live = tails[at]?.output;
      if (!log || !ledger || !live) throw new Error(`Nothing was read of ${topic}.`);
      const again = startTail(cluster, topic, ['--from-beginning', '--exit-at-end', ...rulesOf(subject)]);
      await again.done;
      const names = new Set(
        log.records.filter(({ place }) => !log.aborted.has(place)).map((it) => nameOf(it.key, it.text)),
      );
      const removed = before?.get(topic)?.records ?? [];
      for (const it of removed) names.add(nameOf(it.key, it.text));
      const isRemoving = fault.isRemoving === true;
      const judge = (when: string, output: TailOutput, more: Partial<Question>): Judged => {
        const judged = judgeRun({ output, ledger, log, isRemoving, ...more });
        if (judged.wrong.length > 0) keepLines(`${topic}-${when}`, output);
        return judged;
      };
      const first = before?.get(topic);
      results.push({
        version: cluster.version,
        fault: fault.name,
        subject,
        sent: ledger.sent,
        acknowledged: ledger.acknowledgedCount,
        retries: ledger.retries,
        records: log.records.length + removed.length,
        gone: isRemoving ? 0 : ledger.gone(names),
        areRulesChosen: true,
        live: judge('live', live, first ? { before: first } : {}),
        after: judge('after', again.output, {}),
      });
    }
    return results;
  } finally {
    clearInterval(pump);
    for (const tail of tails) {
      tail.hold(false);
      await tail.interrupt();
    }
    await java.stop();
  }
}

/** What a person who knows the messages would choose. */
function rulesOf({ shape }: Subject): readonly string[] {
  const [identity, sequence] = {
    events: ['json:messageId', 'json:seq@key'],
    lines: ['content', 'value@key'],
    keyless: ['json:messageId', 'json:seq@topic'],
  }[shape];
  return ['--identity', identity ?? '', '--sequence', sequence ?? ''];
}

/** What a tail said that was wrong somewhere, to look into. */
function keepLines(name: string, { told, verdicts }: TailOutput): void {
  const folder = resolve(__dirname, '../out/truth');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ told, verdicts: [...verdicts.values()] }));
}

let runs = 0;

function topicOf(fault: Fault, { client, setting, shape }: Subject): string {
  runs += 1;
  return `truth-${fault.name}-${client}-${setting}-${shape}-${process.pid}-${runs}`.replace(/[^\w.-]/g, '_');
}

async function openWriter(
  cluster: KafkaCluster,
  java: JavaWriters,
  kcat: string | undefined,
  { subject, topic }: { readonly subject: Subject; readonly topic: string },
): Promise<TruthWriter> {
  const servers = cluster.bootstrapServers('PROXIED');
  switch (subject.client) {
    case 'Java':
      return java.writer(topic, subject.setting);
    case 'kafkajs':
      return KafkaJsWriter.open(servers, topic, subject.setting);
    case 'kcat':
      return new KcatWriter(kcat ?? 'kcat', servers.join(), topic, subject.setting);
  }
}

function sceneOf(
  cluster: KafkaCluster,
  tails: readonly RunningTail[],
  create: TruthTopics,
  writing: (on: boolean) => void,
): Scene {
  const { topics } = create;
  const admin = async <T>(ask: (admin: ReturnType<Kafka['admin']>) => Promise<T>): Promise<T> => {
    // No fault touches the third broker, and one that hangs would keep whoever asks it waiting.
    const brokers = cluster.bootstrapServers().slice(2);
    const one = new Kafka({ brokers, logLevel: logLevel.NOTHING, retry: { retries: 2 } }).admin();
    try {
      await one.connect();
      return await ask(one);
    } finally {
      await one.disconnect();
    }
  };
  return {
    cluster,
    topics,
    tails,
    writing,
    write: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    partitionsAre: (what, is) =>
      until(
        `the topics are ${what}`,
        async () => {
          const found = await admin((one) => one.fetchTopicMetadata({ topics: [...topics] })).catch(() => undefined);
          const all = found?.topics.flatMap((topic) => topic.partitions) ?? [];
          return all.length > 0 && all.every(({ leader, isr }) => is(leader, isr));
        },
        90_000,
      ),
    allIsTold: () => allIsTold(cluster, topics, tails),
    recreate: async () => {
      await deleteTruthTopics(cluster, topics);
      await createTruthTopics(cluster, create);
    },
    configure: (config) =>
      admin((one) =>
        one.alterConfigs({
          validateOnly: false,
          resources: topics.map((name) => ({
            type: 2,
            name,
            configEntries: Object.entries({ ...create.config, ...config }).map(([key, value]) => ({
              name: key,
              value,
            })),
          })),
        }),
      ),
  };
}

/**
 * The transaction timeout of the writers, and as long again as the coordinator takes to notice. A transaction may also
 * hang for good, where an unclean election has thrown its marker away.
 */
const abortsWithinMs = 80_000;

/** What is under way arrives, transactions are ended for so long, and the live tails tell all of it. */
async function allIsTold(
  cluster: KafkaCluster,
  topics: readonly string[],
  tails: readonly RunningTail[],
  endingMs = 0,
): Promise<ReadonlyMap<string, PlainReading>> {
  let logs = new Map<string, PlainReading>() as ReadonlyMap<string, PlainReading>;
  const patience = Date.now() + endingMs;
  await until(
    'the live tails tell what is in the logs',
    async () => {
      const ends = [...logs.values()].map((log) => [...log.ends]);
      logs = await readBack(cluster, topics);
      if (Date.now() < patience && [...logs.values()].some(({ isPending }) => isPending)) return false;
      // Two equal readings: nothing comes any more.
      if (JSON.stringify(ends) !== JSON.stringify([...logs.values()].map((log) => [...log.ends]))) return false;
      return topics.every((topic, at) =>
        [...(logs.get(topic)?.ends ?? [])].every(([id, end]) => (tails[at]?.output.nextOf(id) ?? 0) >= end),
      );
    },
    endingMs + 60_000,
  );
  return logs;
}
