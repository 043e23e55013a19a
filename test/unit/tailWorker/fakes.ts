import { emptyRecord } from '../../../src/kafka/emptyRecord';
import type { KafkaError } from '../../../src/kafka/errors';
import type { BatchChecksum, BatchHeader, RecordView } from '../../../src/kafka/model';
import type {
  LogListener,
  LogReader,
  LogReading,
  ReadingEvent,
  ReadRequest,
  RecordPlace,
} from '../../../src/kafka/ports';
import type { TailSnapshot } from '../../../src/protocol/tail';
import type { TailSession } from '../../../src/tail/session';
import type { SchemaSource } from '../../../src/tailWorker/SchemaBook';

/** For tests in which nothing is framed. */
export const noSchemas: SchemaSource = {
  byId: () => Promise.reject(new Error('no schema')),
  ofText: () => Promise.reject(new Error('no schema')),
};

/** A reader whose log is written by the test, record by record. */
export class ScriptedReader implements LogReader {
  request: ReadRequest | undefined;
  listener: LogListener | undefined;
  paused = false;
  stopped = 0;
  closed = 0;
  /** What a check of a batch finds. */
  checksum: BatchChecksum | undefined;
  verified: RecordPlace | undefined;
  end: () => void = () => undefined;
  fail: (error: unknown) => void = () => undefined;
  private next = 0;
  private readonly refusal: unknown;

  constructor(refusal?: unknown) {
    this.refusal = refusal;
  }

  async verify(place: RecordPlace): Promise<BatchChecksum | undefined> {
    this.verified = place;
    return this.checksum;
  }

  async read(request: ReadRequest, listener: LogListener): Promise<LogReading> {
    if (this.refusal) throw this.refusal;
    this.request = request;
    this.listener = listener;
    const done = new Promise<void>((resolve, reject) => {
      this.end = resolve;
      this.fail = reject;
    });
    return {
      done,
      pause: (paused) => {
        this.paused = paused;
      },
      stop: async () => {
        this.stopped += 1;
        this.end();
      },
    };
  }

  async close(): Promise<void> {
    this.closed += 1;
  }

  write(count: number): void {
    for (let i = 0; i < count; i += 1) {
      this.listener?.record(0, { ...noRecord, offset: this.next });
      this.next += 1;
    }
    this.listener?.position(0, { next: this.next, highWatermark: this.next, lastStableOffset: this.next, logStart: 0 });
  }

  /** A record in a batch of its own. */
  send(record: Partial<RecordView>, header: Partial<BatchHeader> = {}): void {
    const { offset = 0, timestamp = 0 } = record;
    this.listener?.batch(0, { ...emptyBatch, baseOffset: offset, maxTimestamp: timestamp, ...header });
    if (header.control === undefined) this.listener?.record(0, { ...noRecord, ...record });
  }

  /** Tells where the log of partition 0 begins and ends, and where the reader stands. */
  tellPosition(next: number, highWatermark: number, logStart = 0): void {
    this.listener?.position(0, { next, highWatermark, lastStableOffset: highWatermark, logStart });
  }

  trouble(partition: number | undefined, error: KafkaError, topic = this.request?.topic ?? ''): void {
    this.listener?.problem(partition, error, topic);
  }

  tell(event: ReadingEvent): void {
    this.listener?.event(event);
  }
}

/** Keeps offsets only: what the server does with a session, not what a session finds. */
export class CountingSession implements TailSession {
  readonly firstRow = 0;
  endRow = 0;
  readonly layout = 0;
  settled = 0;
  /** Payloads have left memory, rows are still there. */
  evicted = false;
  ticks: number[] = [];
  tick(now: number): void {
    this.ticks.push(now);
  }
  settle(): void {
    this.settled += 1;
  }
  takeChanges(): { verdicts: []; holes: [] } {
    return { verdicts: [], holes: [] };
  }
  counters(): TailSnapshot['counters'] {
    return { ...noCounts, records: this.endRow };
  }
  row(n: number): ReturnType<TailSession['row']> {
    return {
      kind: 'record',
      row: n,
      partition: 0,
      offset: n,
      timestamp: 0,
      key: null,
      value: this.evicted ? undefined : null,
      valueBytes: 0,
      headerCount: 0,
      producerId: -1,
      producerEpoch: -1,
      transaction: 'none',
      sequence: undefined,
      mark: undefined,
    };
  }
  findRow(_partition: number, offset: number): number | undefined {
    return offset < this.endRow ? offset : undefined;
  }
  kindAt(): undefined {
    return undefined;
  }
  timestampAt(): number {
    return 0;
  }
  keyAt(): null | undefined {
    return this.evicted ? undefined : null;
  }
  nextAnomaly(): undefined {
    return undefined;
  }
  explain(): undefined {
    return undefined;
  }
  verdictAt(): undefined {
    return undefined;
  }
  holeAt(): undefined {
    return undefined;
  }
  extras(): undefined {
    return undefined;
  }
  probe(): undefined {
    return undefined;
  }
  details(n: number): ReturnType<TailSession['details']> {
    return {
      partition: 0,
      offset: n,
      timestamp: 0,
      timestampType: 'create',
      key: null,
      keyBytes: 0,
      value: null,
      valueBytes: 0,
      headers: [],
      producerId: -1,
      producerEpoch: -1,
      baseSequence: -1,
      transaction: 'none',
      explanation: undefined,
    };
  }
  topology(): void {}
  batch(_partition: number, _header: BatchHeader): void {}
  record(_partition: number, _record: RecordView): void {
    this.endRow += 1;
  }
  hole(): void {}
  skip(): void {}
  position(): void {}
  problem(): void {}

  event(): void {}
}

export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

const emptyBatch: BatchHeader = {
  baseOffset: 0,
  lastOffsetDelta: 0,
  sizeInBytes: 70,
  magic: 2,
  crc: 0,
  leaderEpoch: 0,
  codec: 'none',
  timestampType: 'create',
  baseTimestamp: 0,
  maxTimestamp: 0,
  producerId: -1,
  producerEpoch: -1,
  baseSequence: -1,
  recordCount: 1,
  isTransactional: false,
  control: undefined,
};

const noRecord: RecordView = { ...emptyRecord(), timestamp: 0 };

const noCounts: TailSnapshot['counters'] = {
  records: 0,
  duplicates: { total: 0, proven: 0, strong: 0, likely: 0 },
  gaps: { open: 0, confirmed: 0, unverifiable: 0, missing: 0 },
  late: 0,
  conflicts: 0,
  divergences: 0,
  restarts: 0,
  repeats: 0,
  redeliveries: 0,
  aborted: 0,
  holes: { marker: 0, aborted: 0, compacted: 0, expired: 0, truncated: 0, recreated: 0, skipped: 0, unexplained: 0 },
  identity: { rule: 'none', hitRate: 0 },
  sequence: { rule: 'none', scope: 'none', hitRate: 0 },
  horizon: { records: 0 },
};
