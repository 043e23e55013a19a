import { deepStrictEqual } from 'node:assert/strict';
import { type BatchOptions, type TestBatch, type TestRecord, testBatch } from './logBuilder';
import { random, readLog } from './readLog';
import { testSession } from './testSession';

const seed = Number(process.env.ACKLENS_TEST_SEED ?? Date.now() % 1_000_000);

/** Writes batches to partitions, each at its end, ten milliseconds apart. */
class Writer {
  readonly log: TestBatch[][];
  readonly next = random(seed);
  private time = 1_000;

  constructor(partitions: number) {
    this.log = Array.from({ length: partitions }, () => []);
  }

  write(partition: number, records: readonly TestRecord[], options: BatchOptions = {}): void {
    const batches = this.log[partition] ?? [];
    const last = batches.at(-1)?.header;
    const base = last ? last.baseOffset + last.lastOffsetDelta + 1 : 0;
    this.time += 10;
    batches.push(testBatch(partition, base, records, { at: this.time, ...options }));
  }

  marker(partition: number, producerId: number, control: 'commit' | 'abort'): void {
    this.write(partition, [{}], { producerId, isTransactional: true, control });
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }
}

const traffic: Record<string, (writer: Writer) => void> = {
  'heartbeats of ten hosts': (w) => {
    for (let beat = 0; beat < 40; beat++)
      for (let host = 0; host < 10; host++)
        w.write(host % 3, [{ key: `host-${host}`, value: '{"up":true}' }], { at: 10_000 * beat + host });
  },
  'a heartbeat among orders': (w) => {
    for (let i = 0; i < 600; i++) {
      if (i % 20 === 0) w.write(0, [{ key: 'heartbeat', value: 'still alive' }], { at: 1_000 * i });
      w.write(i % 3, [{ key: `o${i}`, value: `{"total":${w.below(1e9)},"text":"order ${w.next()}"}` }], {
        at: 1_000 * i,
      });
    }
  },
  'switches that go on and off': (w) => {
    for (let i = 0; i < 600; i++) w.write(i % 3, [{ key: `switch-${i % 12}`, value: w.below(2) === 0 ? 'on' : 'off' }]);
  },
  'a single-record value sent in a burst by an idempotent producer': (w) => {
    for (let i = 0; i < 50; i++) w.write(0, [{ value: 'the same line of text' }], { producerId: 5, baseSequence: i });
  },
  'a counter of the topic, partitions in turn': (w) => {
    for (let i = 1; i <= 900; i++) w.write(i % 3, [{ value: `message${i}` }]);
  },
  'a counter of the topic, sticky partitions': (w) => {
    for (let i = 1; i <= 2_400; i += 40)
      w.write(
        w.below(3),
        Array.from({ length: 40 }, (_, j) => ({ value: `{"seq":${i + j},"text":"event"}` })),
      );
  },
  'a counter of the topic with random keys': (w) => {
    for (let i = 1; i <= 900; i++) {
      const key = w.below(50);
      w.write(key % 3, [{ key: `k${key}`, value: `{"n":${i}}` }]);
    }
  },
  'a counter of the topic, one key after the other': (w) => {
    for (let i = 1; i <= 900; i++) w.write(0, [{ key: `k${Math.floor(i / 60) % 5}`, value: `{"n":${i}}` }]);
  },
  'counters of the partitions': (w) => {
    for (let i = 3; i < 900; i++) w.write(i % 3, [{ value: `{"n":${Math.floor(i / 3)}}` }]);
  },
  'counters of the keys': (w) => {
    const counts = new Map<number, number>();
    for (let i = 0; i < 900; i++) {
      const key = w.below(30);
      counts.set(key, (counts.get(key) ?? 0) + 1);
      w.write(key % 3, [{ key: `k${key}`, value: `{"version":${counts.get(key)},"state":"s${w.next()}"}` }]);
    }
  },
  'two producers with counters of their own in one partition': (w) => {
    const counts = [0, 0];
    for (let i = 0; i < 600; i++) {
      const producer = w.below(2);
      counts[producer] = (counts[producer] ?? 0) + 1;
      w.write(0, [{ value: `{"seq":${counts[producer]},"from":"p${producer}"}` }], { producerId: 10 + producer });
    }
  },
  'random keys and values': (w) => {
    for (let i = 0; i < 600; i++) w.write(w.below(3), [{ key: String(w.below(1e9)), value: String(w.below(1e9)) }]);
  },
  'customers by number': (w) => {
    for (let i = 0; i < 900; i++)
      w.write(i % 3, [{ key: null, value: `{"customerId":${w.below(5_000)},"amount":${w.next()}}` }]);
  },
  'ids of entities that change': (w) => {
    for (let i = 0; i < 900; i++) w.write(i % 3, [{ value: `{"id":"${w.below(40)}","v":${w.next()}}` }]);
  },
  'tombstones between updates': (w) => {
    for (let i = 0; i < 600; i++)
      w.write(i % 3, [{ key: `k${i % 9}`, value: w.below(3) === 0 ? null : `value ${w.next()}` }]);
  },
  'transactions, every third aborted and sent again': (w) => {
    for (let i = 0, n = 1; i < 200; i++) {
      const messages = [n, n + 1].map((seq) => ({ value: `{"id":"m${seq}","seq":${seq}}` }));
      w.write(0, messages, { producerId: 9, isTransactional: true });
      w.marker(0, 9, i % 3 === 0 ? 'abort' : 'commit');
      if (i % 3 !== 0) n += 2;
    }
  },
};

const compacted: Record<string, (writer: Writer) => void> = {
  'a compacted topic of states with versions': (w) => {
    for (let i = 0; i < 600; i++) {
      const version = 1 + Math.floor(i / 20);
      if (w.below(3) > 0) continue;
      const batches = w.log[i % 3] ?? [];
      const last = batches.at(-1)?.header.baseOffset ?? -1;
      batches.push(testBatch(i % 3, last + 1 + w.below(3), [{ key: `k${i % 20}`, value: `{"version":${version}}` }]));
    }
  },
};

describe(`clean traffic (seed ${seed})`, () => {
  const cases = [
    ...Object.entries(traffic).map(([name, write]) => ({ name, write, isCompacted: false })),
    ...Object.entries(compacted).map(([name, write]) => ({ name, write, isCompacted: true })),
  ];
  for (const { name, write, isCompacted } of cases)
    it(`${name}: no duplicate, no gap, no conflict`, () => {
      const writer = new Writer(3);
      write(writer);
      for (const order of [seed, seed + 1, seed + 2]) {
        const session = testSession({ identity: { kind: 'auto' }, sequence: { kind: 'auto' } });
        readLog(session, writer.log, order, { isCompacted });
        const { duplicates, gaps, conflicts, divergences, late, identity, sequence, holes } = session.counters();
        const rules = { identity: identity.rule, sequence: sequence.rule, scope: sequence.scope };
        deepStrictEqual(
          {
            duplicates: duplicates.total,
            open: gaps.open,
            confirmed: gaps.confirmed,
            conflicts,
            divergences,
            late,
            rules,
          },
          { duplicates: 0, open: 0, confirmed: 0, conflicts: 0, divergences: 0, late: 0, rules },
        );
        deepStrictEqual(holes.unexplained, 0);
      }
    });
});
