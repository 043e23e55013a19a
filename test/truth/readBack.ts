import type { KafkaCluster } from '../kafka/KafkaCluster';

export interface ReadRecord {
  /** `partition:offset`. */
  readonly place: string;
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: number;
  readonly key: string | null;
  readonly text: string;
}

/** A topic as the Java consumer reads it: nothing of ours is between. */
export interface PlainReading {
  /** In order of partition and offset. */
  readonly records: readonly ReadRecord[];
  /** Places of records that read_committed leaves out. */
  readonly aborted: ReadonlySet<string>;
  readonly begins: ReadonlyMap<number, number>;
  readonly ends: ReadonlyMap<number, number>;
  /** Some transaction has neither been committed nor aborted yet. */
  readonly isPending: boolean;
}

/** Reads topics whole, as they are now. */
export async function readBack(
  cluster: KafkaCluster,
  topics: readonly string[],
): Promise<ReadonlyMap<string, PlainReading>> {
  const servers = cluster.bootstrapServers().filter((_, at) => cluster.brokers[at]?.isRunning);
  const { stdout } = await cluster.runTool('ReadBack', [servers.join(), ...topics]);
  const found = new Map(
    topics.map((topic) => [
      topic,
      {
        records: [] as ReadRecord[],
        committed: new Set<string>(),
        begins: new Map<number, number>(),
        ends: new Map<number, number>(),
        stable: new Map<number, number>(),
      },
    ]),
  );
  for (const line of stdout.split('\n')) {
    const [what, ...f] = line.split('\t');
    if (what === 'record') {
      const [isolation, topic = '', partition, offset, timestamp, key = '', text = ''] = f;
      const place = `${partition}:${offset}`;
      const one = found.get(topic);
      if (isolation === 'read_committed') one?.committed.add(place);
      else
        one?.records.push({
          place,
          partition: Number(partition),
          offset: Number(offset),
          timestamp: Number(timestamp),
          key: key === '' ? null : key,
          text,
        });
    } else if (what === 'stable') found.get(f[0] ?? '')?.stable.set(Number(f[1]), Number(f[2]));
    else if (what === 'begin') found.get(f[0] ?? '')?.begins.set(Number(f[1]), Number(f[2]));
    else if (what === 'end') found.get(f[0] ?? '')?.ends.set(Number(f[1]), Number(f[2]));
  }
  return new Map(
    [...found].map(([topic, { records, committed, begins, ends, stable }]) => [
      topic,
      {
        records: records.sort((a, b) => a.partition - b.partition || a.offset - b.offset),
        // Behind the last stable offset a transaction is still open.
        aborted: new Set(
          records
            .filter(({ place, partition, offset }) => !committed.has(place) && offset < (stable.get(partition) ?? 0))
            .map(({ place }) => place),
        ),
        begins,
        ends,
        isPending: [...ends].some(([partition, end]) => (stable.get(partition) ?? 0) < end),
      },
    ]),
  );
}
