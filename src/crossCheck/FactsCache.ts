import type { Disposable } from '../base/disposable';
import type { ClusterFacts } from '../kafka/clusterFacts';
import { KafkaError } from '../kafka/errors';
import type { ConnectionProfile } from '../kafka/profile';

export type ReadFacts = (
  connection: ConnectionProfile,
  topics: readonly string[],
  signal: AbortSignal,
) => Promise<ClusterFacts>;

/** Topics of one connection that are asked for; the files that are open name a handful. */
const maxTopics = 200;

interface Entry {
  readonly wanted: Set<string>;
  readonly stop: AbortController;
  known: { readonly facts: ClusterFacts; readonly asked: ReadonlySet<string>; readonly at: number } | undefined;
  reading: { readonly done: Promise<ClusterFacts>; readonly asked: ReadonlySet<string> } | undefined;
}

/** What clusters have told, by connection; at most one reading for each at a time, for all the topics asked for so far. */
export class FactsCache implements Disposable {
  private readonly read: ReadFacts;
  private readonly now: () => number;
  private readonly entries = new Map<string, Entry>();

  constructor(read: ReadFacts, now: () => number = Date.now) {
    this.read = read;
    this.now = now;
  }

  /** Facts about these topics that are not older than `maxAgeMs`. Rejects as the reading does. */
  async of(connection: ConnectionProfile, topics: readonly string[], maxAgeMs: number): Promise<ClusterFacts> {
    const entry = this.entryOf(connection.id);
    for (const topic of topics) if (entry.wanted.size < maxTopics) entry.wanted.add(topic);
    const wanted = topics.filter((topic) => entry.wanted.has(topic));
    const covers = (asked: ReadonlySet<string>): boolean => wanted.every((topic) => asked.has(topic));
    for (;;) {
      const { known, reading, stop } = entry;
      if (stop.signal.aborted) throw new KafkaError('aborted', 'The facts of the cluster are no longer asked for.');
      if (known && covers(known.asked) && this.now() - known.at < maxAgeMs) return known.facts;
      if (reading && covers(reading.asked)) return reading.done;
      // One that asks for less is waited for: two at a time would ask the brokers twice for the same.
      if (reading) await reading.done.catch(() => undefined);
      else return this.start(connection, entry);
    }
  }

  /** Ends a reading and forgets what is known: the user refreshes, or the connection is gone. */
  forget(connection?: string): void {
    for (const id of connection === undefined ? [...this.entries.keys()] : [connection]) {
      this.entries.get(id)?.stop.abort();
      this.entries.delete(id);
    }
  }

  dispose(): void {
    this.forget();
  }

  private start(connection: ConnectionProfile, entry: Entry): Promise<ClusterFacts> {
    const asked = new Set(entry.wanted);
    const done = this.read(connection, [...asked], entry.stop.signal).then(
      (facts) => {
        entry.known = { facts, asked, at: this.now() };
        entry.reading = undefined;
        return facts;
      },
      (error: unknown) => {
        entry.reading = undefined;
        throw error;
      },
    );
    entry.reading = { done, asked };
    return done;
  }

  private entryOf(id: string): Entry {
    const known = this.entries.get(id) ?? {
      wanted: new Set<string>(),
      stop: new AbortController(),
      known: undefined,
      reading: undefined,
    };
    this.entries.set(id, known);
    return known;
  }
}
