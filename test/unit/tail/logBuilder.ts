import type { BatchHeader, RecordView } from '../../../src/kafka/model';
import type { ReaderHole, SkipReason, TopicFacts } from '../../../src/kafka/ports';
import type { TailSession } from '../../../src/tail/session';

export interface TestRecord {
  readonly key?: string | null;
  readonly value?: string | null;
  readonly headers?: Readonly<Record<string, string | null>>;
  /** Milliseconds; the batch's time unless given. */
  readonly at?: number;
  /** Offset within the batch; its index unless given. */
  readonly delta?: number;
}

export interface TestBatch {
  readonly partition: number;
  readonly header: BatchHeader;
  readonly records: readonly TestRecord[];
}

export type BatchOptions = Partial<Omit<BatchHeader, 'baseOffset'>> & { readonly base?: number; readonly at?: number };

const encoder = new TextEncoder();

/** One batch as the log would hold it; the CRC covers what Kafka's covers: all but the base offset. */
export function testBatch(
  partition: number,
  base: number,
  records: readonly TestRecord[],
  options: BatchOptions = {},
): TestBatch {
  const { base: _base, at = 1_000, ...header } = options;
  const timed = records.map((record, i) => ({ at, delta: i, ...record }));
  const last = timed.at(-1)?.delta ?? 0;
  const text = JSON.stringify([timed, options.producerId ?? -1, options.baseSequence ?? -1]);
  return {
    partition,
    records: timed,
    header: {
      baseOffset: base,
      lastOffsetDelta: last,
      sizeInBytes: 61 + text.length,
      magic: 2,
      crc: crc(text),
      leaderEpoch: 0,
      codec: 'none',
      timestampType: 'create',
      baseTimestamp: timed[0]?.at ?? at,
      maxTimestamp: Math.max(-1, ...timed.map((record) => record.at)),
      producerId: -1,
      producerEpoch: -1,
      baseSequence: -1,
      recordCount: records.length,
      isTransactional: false,
      control: undefined,
      ...header,
    },
  };
}

export function testView(record: TestRecord, base: number): RecordView {
  const headers = Object.entries(record.headers ?? {}).flatMap(([name, value]) => [
    ...field(encoder.encode(name)),
    ...(value === null ? [1] : field(encoder.encode(value))),
  ]);
  const key = record.key == null ? [] : [...encoder.encode(record.key)];
  const value = record.value == null ? [] : [...encoder.encode(record.value)];
  // Three foreign bytes in front: who forgets to add a start must notice.
  const bytes = new Uint8Array([9, 9, 9, ...key, ...value, ...headers]);
  const valueAt = 3 + key.length;
  const headersAt = valueAt + value.length;
  return {
    bytes,
    offset: base + (record.delta ?? 0),
    timestamp: record.at ?? -1,
    keyStart: record.key == null ? -1 : 3,
    keyEnd: record.key == null ? -1 : valueAt,
    valueStart: record.value == null ? -1 : valueAt,
    valueEnd: record.value == null ? -1 : headersAt,
    headersStart: headersAt,
    headersEnd: bytes.length,
    headerCount: Object.keys(record.headers ?? {}).length,
  };
}

function field(bytes: Uint8Array): number[] {
  const length: number[] = [];
  let rest = bytes.length * 2;
  for (; rest >= 0x80; rest >>>= 7) length.push((rest & 0x7f) | 0x80);
  return [...length, rest, ...bytes];
}

/** Any function of the text will do, as only equality counts. */
const crc = (text: string): number =>
  [...text].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) >>> 0, 7);

/** Writes a log and hands it to a session at once: `log.batch(0, [{value: 'a'}])` appends at the partition's end. */
export class TestLog {
  private readonly session: TailSession;
  private readonly ends = new Map<number, number>();

  constructor(session: TailSession, facts: Partial<TopicFacts> & { partitionCount?: number } = {}) {
    this.session = session;
    const { partitionCount = 1, ...given } = facts;
    session.topology({
      topic: 'orders',
      isCompacted: false,
      partitions: Array.from({ length: partitionCount }, (_, id) => ({ id, from: 0, end: 0 })),
      ...given,
    });
  }

  end(partition = 0): number {
    return this.ends.get(partition) ?? 0;
  }

  batch(partition: number, records: readonly TestRecord[], options: BatchOptions = {}): this {
    const batch = testBatch(partition, options.base ?? this.end(partition), records, options);
    return this.write(batch);
  }

  write(batch: TestBatch): this {
    feed(this.session, batch);
    this.ends.set(batch.partition, batch.header.baseOffset + batch.header.lastOffsetDelta + 1);
    return this;
  }

  /** One batch for each value, one second apart unless told otherwise. */
  values(partition: number, key: string | null, values: readonly (string | null)[], options: BatchOptions = {}): this {
    values.forEach((value, i) => {
      this.batch(partition, [{ key, value }], { at: 1_000 + 1_000 * (this.end(partition) + i), ...options });
    });
    return this;
  }

  marker(partition: number, producerId: number, control: 'commit' | 'abort'): this {
    return this.write({
      partition,
      records: [],
      header: {
        ...testBatch(partition, this.end(partition), [{}]).header,
        producerId,
        isTransactional: true,
        control,
      },
    });
  }

  topology(facts: Partial<TopicFacts>): this {
    this.session.topology({ topic: 'orders', isCompacted: false, partitions: [], ...facts });
    return this;
  }

  hole(partition: number, hole: ReaderHole): this {
    this.session.hole(partition, hole);
    this.ends.set(partition, hole.reason === 'truncated' ? hole.from : hole.to + 1);
    return this;
  }

  /** A tick, the two answers with nothing new that end a grace which is over by then, and a tick. */
  tick(now: number, partition = 0): this {
    this.session.tick(now);
    this.position(partition).position(partition);
    this.session.tick(now);
    return this;
  }

  skip(partition: number, from: number, to: number, reason: SkipReason): this {
    this.session.skip(partition, from, to, reason);
    this.ends.set(partition, to + 1);
    return this;
  }

  position(partition: number, highWatermark = this.end(partition), logStart = 0): this {
    const next = this.end(partition);
    this.session.position(partition, { next, highWatermark, lastStableOffset: highWatermark, logStart });
    return this;
  }
}

/** Bytes that each session was handed last: they may change as soon as anything but a record has followed. */
const handed = new WeakMap<TailSession, Uint8Array>();

/** As a reader does it: the header, then each record through the same view object, over the bytes of the whole batch. */
export function feed(session: TailSession, { partition, header, records }: TestBatch): void {
  session.batch(partition, header);
  handed.get(session)?.fill(0xee);
  if (header.control !== undefined) return;
  const views = records.map((record) => testView(record, header.baseOffset));
  const bytes = new Uint8Array(views.reduce((sum, view) => sum + view.bytes.length, 0));
  handed.set(session, bytes);
  const view = testView({}, 0);
  let at = 0;
  for (const one of views) {
    bytes.set(one.bytes, at);
    const moved = (start: number): number => (start < 0 ? start : start + at);
    Object.assign(view, one, {
      bytes,
      keyStart: moved(one.keyStart),
      keyEnd: moved(one.keyEnd),
      valueStart: moved(one.valueStart),
      valueEnd: moved(one.valueEnd),
      headersStart: moved(one.headersStart),
      headersEnd: moved(one.headersEnd),
    });
    at += one.bytes.length;
    session.record(partition, view);
  }
}
