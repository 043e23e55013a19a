import type { TailSession } from '../../../src/tail/session';
import { type BatchOptions, type TestBatch, type TestRecord, testBatch } from './logBuilder';
import { random } from './readLog';

/** Writes batches to partitions, each at its end, ten milliseconds apart, and hands each batch on. */
export class TrafficWriter {
  readonly next: () => number;
  private readonly ends: number[];
  private readonly take: (batch: TestBatch) => void;
  private time = 1_000;

  constructor(partitions: number, seed: number, take: (batch: TestBatch) => void) {
    this.ends = new Array<number>(partitions).fill(0);
    this.next = random(seed);
    this.take = take;
  }

  write(partition: number, records: readonly TestRecord[], options: BatchOptions = {}): void {
    this.time += 10;
    const base = (this.ends[partition] ?? 0) + (options.base ?? 0);
    const batch = testBatch(partition, base, records, { at: this.time, ...options });
    this.ends[partition] = base + batch.header.lastOffsetDelta + 1;
    this.take(batch);
  }

  marker(partition: number, producerId: number, control: 'commit' | 'abort'): void {
    this.write(partition, [{}], { producerId, isTransactional: true, control });
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }
}

export interface CleanTraffic {
  readonly isCompacted?: boolean;
  /** About `count` records over three partitions. */
  readonly write: (writer: TrafficWriter, count: number) => void;
}

/** Traffic in which nothing is lost, nothing doubled and nothing out of order, however odd it looks. */
export const cleanTraffic: Readonly<Record<string, CleanTraffic>> = {
  'heartbeats of ten hosts': {
    write: (w, count) => {
      for (let i = 0; i < count; i++)
        w.write(i % 3, [{ key: `host-${i % 30}`, value: '{"up":true}' }], {
          at: 10_000 * Math.floor(i / 30) + (i % 30),
        });
    },
  },
  'heartbeats of many hosts, with an id': {
    write: (w, count) => {
      const hosts = Math.max(60, Math.floor(count / 10));
      for (let i = 0; i < count; i++)
        w.write(i % 3, [{ value: `{"id":"host-${i % hosts}","up":true}` }], {
          at: 60_000 * Math.floor(i / hosts) + (i % hosts),
        });
    },
  },
  'a heartbeat among orders': {
    write: (w, count) => {
      for (let i = 0; i < count; i++) {
        if (i % 20 === 0) w.write(0, [{ key: 'heartbeat', value: 'still alive' }], { at: 1_000 * i });
        w.write(i % 3, [{ key: `o${i}`, value: `{"total":${w.below(1e9)},"text":"order ${w.next()}"}` }], {
          at: 1_000 * i,
        });
      }
    },
  },
  'switches that go on and off': {
    write: (w, count) => {
      for (let i = 0; i < count; i++)
        w.write(i % 3, [{ key: `switch-${i % 12}`, value: w.below(2) === 0 ? 'on' : 'off' }]);
    },
  },
  'states of events that come round, under the id of the event': {
    write: (w, count) => {
      for (let i = 0; i < count; i++) w.write(i % 3, [{ value: `{"eventId":"e${w.below(150)}","state":"open"}` }]);
    },
  },
  'a counter of each partition, far apart': {
    write: (w, count) => {
      for (let i = 0; i < count; i++) w.write(i % 3, [{ value: `{"seq":${1_000_000 * (i % 3) + Math.floor(i / 3)}}` }]);
    },
  },
  'a counter of each partition, far apart, all at once': {
    write: (w, count) => {
      for (let i = 0; i < count; i++)
        w.write(i % 3, [{ value: `{"seq":${1_000_000 * (i % 3) + Math.floor(i / 3)}}` }], { at: 5_000 });
    },
  },
  'a counter of the topic, the time of each partition taken anew': {
    write: (w, count) => {
      for (let i = 1; i <= count; i += 60)
        for (const partition of [2, 1, 0])
          w.write(
            partition,
            Array.from({ length: 20 }, (_, j) => ({ value: `{"seq":${i + 3 * j + partition}}` })),
            { at: 100 * i - partition },
          );
    },
  },
  'devices asked in turn, most of which say the same': {
    write: (w, count) => {
      for (let i = 0; i < count; i += 20)
        w.write(
          (i / 20) % 3,
          Array.from({ length: 20 }, (_, device) => ({
            key: `device-${device}`,
            value: device % 10 === 0 ? `level ${w.below(1e9)} of the device` : `level ${device} of the device`,
          })),
          { at: 50 * i },
        );
    },
  },
  'as many states of events as a sample hardly knows': {
    write: (w, count) => {
      for (let i = 0; i < count; i++) w.write(i % 3, [{ value: `{"eventId":"e${w.below(250)}","state":"open"}` }]);
    },
  },
  'one value again and again from an idempotent producer': {
    write: (w, count) => {
      for (let i = 0; i < count; i++)
        w.write(0, [{ value: 'the same line of text' }], { producerId: 5, baseSequence: i });
    },
  },
  'a counter of the topic, partitions in turn': {
    write: (w, count) => {
      for (let i = 1; i <= count; i++) w.write(i % 3, [{ value: `message${i}` }]);
    },
  },
  'a counter of the topic, sticky partitions': {
    write: (w, count) => {
      for (let i = 1; i <= count; i += 40)
        w.write(
          w.below(3),
          Array.from({ length: 40 }, (_, j) => ({ value: `{"seq":${i + j},"text":"event"}` })),
        );
    },
  },
  'a counter of the topic with random keys': {
    write: (w, count) => {
      for (let i = 1; i <= count; i++) {
        const key = w.below(50);
        w.write(key % 3, [{ key: `k${key}`, value: `{"n":${i}}` }]);
      }
    },
  },
  'a counter of the topic, one key after the other': {
    write: (w, count) => {
      for (let i = 1; i <= count; i++) w.write(0, [{ key: `k${Math.floor(i / 60) % 5}`, value: `{"n":${i}}` }]);
    },
  },
  'a counter of the topic that begins again with the application': {
    write: (w, count) => {
      for (let i = 0; i < count; i++)
        w.write(i % 3, [{ value: `{"run":"${Math.floor((3 * i) / count)}","seq":${1 + (i % Math.ceil(count / 3))}}` }]);
    },
  },
  'a counter of the topic that begins again, its times in each send a little out of order': {
    write: (w, count) => {
      const runLength = Math.max(60, Math.ceil(count / 5));
      for (let i = 0; i < count; i++)
        w.write(w.below(3), [{ value: `{"run":"${Math.floor(i / runLength)}","seq":${i % runLength}}` }], {
          at: 10_000 + 40 * Math.floor(i / 10) + w.below(5),
        });
    },
  },
  'counters of the partitions': {
    write: (w, count) => {
      for (let i = 3; i < count; i++) w.write(i % 3, [{ value: `{"n":${Math.floor(i / 3)}}` }]);
    },
  },
  'counters of the keys': {
    write: (w, count) => {
      const counts = new Map<number, number>();
      for (let i = 0; i < count; i++) {
        const key = w.below(30);
        counts.set(key, (counts.get(key) ?? 0) + 1);
        w.write(key % 3, [{ key: `k${key}`, value: `{"version":${counts.get(key)},"state":"s${w.next()}"}` }]);
      }
    },
  },
  'counters of the keys that begin again with the application': {
    write: (w, count) => {
      const counts = new Map<number, number>();
      for (let i = 0; i < count; i++) {
        const key = w.below(30);
        if (i % Math.ceil(count / 3) === 0) counts.clear();
        counts.set(key, (counts.get(key) ?? 0) + 1);
        w.write(key % 3, [{ key: `k${key}`, value: `{"seq":${counts.get(key)},"state":"s${w.next()}"}` }]);
      }
    },
  },
  'counters of keys whose records go to any partition': {
    write: (w, count) => {
      const counts = new Map<number, number>();
      for (let i = 0; i < count; i++) {
        const key = w.below(10);
        counts.set(key, (counts.get(key) ?? 0) + 1);
        w.write(w.below(3), [{ key: `k${key}`, value: `{"seq":${counts.get(key)},"state":"s${w.next()}"}` }]);
      }
    },
  },
  'two producers with counters of their own in one partition': {
    write: (w, count) => {
      const counts = [0, 0];
      for (let i = 0; i < count; i++) {
        const producer = w.below(2);
        counts[producer] = (counts[producer] ?? 0) + 1;
        w.write(0, [{ value: `{"seq":${counts[producer]},"from":"p${producer}"}` }], { producerId: 10 + producer });
      }
    },
  },
  'random keys and values': {
    write: (w, count) => {
      for (let i = 0; i < count; i++) w.write(w.below(3), [{ key: String(w.below(1e9)), value: `v${w.next()}` }]);
    },
  },
  'keyless lines of text': {
    write: (w, count) => {
      for (let i = 0; i < count; i++) w.write(w.below(3), [{ value: `GET /page/${w.next()} 200` }]);
    },
  },
  'customers by number': {
    write: (w, count) => {
      for (let i = 0; i < count; i++)
        w.write(i % 3, [{ key: null, value: `{"customerId":${w.below(5_000)},"amount":${w.next()}}` }]);
    },
  },
  'customers by id': {
    write: (w, count) => {
      for (let i = 0; i < count; i++) w.write(i % 3, [{ value: `{"id":${w.below(50_000)},"amount":${w.next()}}` }]);
    },
  },
  'ids of entities that change': {
    write: (w, count) => {
      for (let i = 0; i < count; i++) w.write(i % 3, [{ value: `{"id":"${w.below(40)}","v":${w.next()}}` }]);
    },
  },
  'ids that look like numbers of a sequence': {
    write: (w, count) => {
      for (let i = 0, id = 0; i < count; i++) {
        id += 1 + (w.below(4) === 0 ? w.below(5) : 0);
        w.write(i % 3, [{ key: `order-${id}`, value: `{"orderId":${id},"total":${w.next()}}` }]);
      }
    },
  },
  'times at the end of the value': {
    write: (w, count) => {
      for (let i = 0; i < count; i++)
        w.write(i % 3, [
          { key: `s${i % 7}`, value: `reading ${w.next()} at ${1_700_000_000_000 + 10 * i + w.below(40)}` },
        ]);
    },
  },
  'times in nanoseconds': {
    write: (w, count) => {
      for (let i = 0; i < count; i++)
        w.write(i % 3, [{ key: `s${i % 7}`, value: `{"v":${w.next()}}` }], { at: 1.7e18 + 1e7 * i });
    },
  },
  'tombstones between updates': {
    write: (w, count) => {
      for (let i = 0; i < count; i++)
        w.write(i % 3, [{ key: `k${i % 9}`, value: w.below(3) === 0 ? null : `value ${w.next()}` }]);
    },
  },
  'transactions, every third aborted and sent again': {
    write: (w, count) => {
      for (let i = 0, n = 1; i < count / 3; i++) {
        const messages = [n, n + 1].map((seq) => ({ value: `{"id":"m${seq}","seq":${seq}}` }));
        w.write(0, messages, { producerId: 9, isTransactional: true });
        w.marker(0, 9, i % 3 === 0 ? 'abort' : 'commit');
        if (i % 3 !== 0) n += 2;
      }
    },
  },
  'a compacted topic of states with versions': {
    isCompacted: true,
    write: (w, count) => {
      for (let i = 0; i < count; i++) {
        if (w.below(3) > 0) continue;
        w.write(i % 3, [{ key: `k${i % 20}`, value: `{"version":${1 + Math.floor(i / 20)}}` }], { base: w.below(3) });
      }
    },
  },
  'a compacted topic of states that are set again': {
    isCompacted: true,
    write: (w, count) => {
      for (let i = 0; i < count; i++)
        w.write(i % 3, [{ key: `k${w.below(900)}`, value: `{"id":"k${w.below(900)}","level":${w.below(3)}}` }]);
    },
  },
};

/** What a session says that is worse than nothing, where nothing is wrong. */
export interface Alarms {
  readonly duplicates: number;
  readonly open: number;
  readonly confirmed: number;
  readonly conflicts: number;
  readonly divergences: number;
  readonly late: number;
}

export function alarmsOf(session: TailSession): Alarms {
  const { duplicates, gaps, conflicts, divergences, late } = session.counters();
  return { duplicates: duplicates.total, open: gaps.open, confirmed: gaps.confirmed, conflicts, divergences, late };
}

export const noAlarms: Alarms = { duplicates: 0, open: 0, confirmed: 0, conflicts: 0, divergences: 0, late: 0 };
