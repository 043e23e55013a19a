import type { ClusterFacts, ClusterTopic } from './clusterFacts';
import { KafkaError, type KafkaErrorKind } from './errors';
import type { ConfigEntry } from './model';
import type { ClusterAdmin } from './ports';

/** What is asked of a cluster here. */
export type FactsAdmin = Pick<
  ClusterAdmin,
  'overview' | 'capsMinInSync' | 'topic' | 'topicConfig' | 'configs' | 'hasTransactions'
>;

/** The part of an AbortSignal that is looked at here. */
export interface StopSignal {
  readonly aborted: boolean;
}

/** Topics that are asked for at the same time. */
const atOnce = 8;

/**
 * The facts of a cluster for these topics. Rejects with a {@link KafkaError} where the cluster cannot be reached, and
 * with `aborted` soon after `signal`; what the ACLs hide stays undefined.
 */
export async function readClusterFacts(
  admin: FactsAdmin,
  topics: readonly string[],
  signal?: StopSignal,
): Promise<ClusterFacts> {
  const { brokers } = await admin.overview();
  const [first] = brokers;
  goOn(signal);
  const [capsMinInSync, settings, transactionLog] = await Promise.all([
    tellable(admin.capsMinInSync()),
    first ? tellable(admin.configs({ kind: 'broker', id: first.id })) : undefined,
    readTopic(admin, '__transaction_state', false),
  ]);
  const found = new Map<string, ClusterTopic | 'absent'>();
  const names = [...new Set(topics)];
  for (let at = 0; at < names.length; at += atOnce) {
    goOn(signal);
    const some = names.slice(at, at + atOnce);
    const read = await Promise.all(some.map((name) => readTopic(admin, name, true)));
    for (const [index, topic] of read.entries()) {
      const name = some[index];
      // One that the user may not describe is one that nothing can be said about.
      if (name !== undefined && topic) found.set(name, topic);
    }
  }
  return { brokers: brokers.length, capsMinInSync, settings: byName(settings), transactionLog, topics: found };
}

async function readTopic(
  admin: FactsAdmin,
  name: string,
  withTransactions: boolean,
): Promise<ClusterTopic | 'absent' | undefined> {
  const [topic, settings] = await Promise.all([
    admin.topic(name).catch((error: unknown) => {
      if (error instanceof KafkaError && error.kind === 'unknown-topic') return 'absent' as const;
      return hidden(error);
    }),
    tellable(admin.topicConfig(name)),
  ]);
  if (topic === undefined || topic === 'absent') return topic;
  const hasTransactions = withTransactions ? await tellable(admin.hasTransactions(name)) : undefined;
  return { name, partitions: topic.partitions, settings: byName(settings), hasTransactions };
}

const tellable = <T>(answer: Promise<T>): Promise<T | undefined> => answer.catch(hidden);

/** The cluster answers, and does not answer this: the user may not know it, or the broker is too old or too young. */
const withheld: ReadonlySet<KafkaErrorKind> = new Set([
  'authorization',
  'unknown-topic',
  'unsupported',
  'unavailable',
  'invalid-input',
]);

function hidden(error: unknown): undefined {
  if (error instanceof KafkaError && withheld.has(error.kind)) return undefined;
  throw error;
}

function byName(entries: readonly ConfigEntry[] | undefined): ReadonlyMap<string, ConfigEntry> | undefined {
  return entries === undefined || entries.length === 0
    ? undefined
    : new Map(entries.map((entry) => [entry.name, entry]));
}

function goOn(signal: StopSignal | undefined): void {
  if (signal?.aborted) throw new KafkaError('aborted', 'Reading the facts of the cluster was stopped.');
}
