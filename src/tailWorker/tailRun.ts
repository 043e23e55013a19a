import { KafkaError } from '../kafka/errors';
import { kcatCommand } from '../kafka/kcatCommand';
import { limitRecords } from '../kafka/limitRecords';
import type { BatchChecksum } from '../kafka/model';
import type { LogListener, LogReader, LogReading } from '../kafka/ports';
import { secretNames } from '../kafka/secrets';
import type { DebugMark } from '../protocol/debugMarks';
import type { RowQuery, TailOptions, TailPhase, TailSnapshot, ViewRow } from '../protocol/tail';
import type { TailStart } from '../protocol/tailWorker';
import type { Coordinates } from '../tail/model';
import type { TailSession } from '../tail/session';
import { DebugBook } from './debugBook';
import type { ItemPlace } from './export/exportItem';
import type { ReadFacts } from './export/exportWriter';
import { NoticeBoard } from './noticeBoard';
import type { RowDecoder } from './RowDecoder';
import { RateMeter } from './rateMeter';
import { type OffsetRange, type RangeSeen, readRange } from './readRange';
import { RowView, type ScanParts } from './rowView';
import { SlotBook } from './slotBook';
import { Veil } from './Veil';

/** A session would have to insert rows a million times to reach the next run's numbers. */
const LAYOUTS_A_RUN = 1_000_000;

/** One reading of a topic, from its start position to its end: a reader, a session and what the user is told of both. */
export class TailRun {
  readonly session: TailSession;
  /** The session's rows as the view counts them. */
  readonly view: RowView;
  readonly decoder: RowDecoder;
  readonly veil: Veil;
  private readonly start: TailStart;
  private readonly reader: LogReader;
  private readonly notices = new NoticeBoard();
  private readonly rate = new RateMeter();
  private readonly positions = new Map<number, { partition: number; next: number; highWatermark: number }>();
  private readonly slots: SlotBook;
  private readonly debug: DebugBook;
  /** Where reading of each partition began, and the high watermark then. */
  private readonly starts = new Map<number, { readonly from: number; readonly end: number }>();
  private readonly startedAt: number;
  private reading: LogReading | undefined;
  private phase: TailPhase = 'connecting';
  private failure: string | undefined;
  private records = 0;
  private recordsPerSecond = 0;
  private paused = false;
  private stopping = false;
  private revision = 0;
  private shape = '';
  private transactionEnded = false;
  private changes = 0;

  private readonly number: number;
  private readonly log: (level: 'error', message: string) => void;

  /** `number` tells this reading from earlier ones of the same view. */
  constructor(
    number: number,
    start: TailStart,
    reader: LogReader,
    session: TailSession,
    decoder: RowDecoder,
    scans: ScanParts,
    log: TailRun['log'],
  ) {
    this.number = number;
    this.start = start;
    this.startedAt = scans.now();
    this.slots = new SlotBook(start.options.topic, start.options.moreTopics);
    this.reader = reader;
    this.session = session;
    this.debug = new DebugBook(session);
    this.decoder = decoder;
    this.veil = new Veil(session, decoder);
    this.view = new RowView(
      session,
      scans,
      () => {
        this.changes += 1;
      },
      decoder,
      this.veil,
    );
    this.log = log;
  }

  /** As the session's, and different in every reading: row numbers of an earlier one mean nothing here. */
  get layout(): number {
    return this.number * LAYOUTS_A_RUN + this.view.layout;
  }

  /** Grows with everything that a snapshot could show. */
  get version(): number {
    return this.changes;
  }

  /** Resolves when the reading is over, for whatever reason; the phase says which. */
  async read(): Promise<void> {
    const { topic, moreTopics, partitions, start, isolation, stopAtEnd, maxMessages } = this.start.options;
    const heard = this.listener();
    const listener = maxMessages === undefined ? heard : limitRecords(heard, maxMessages, () => this.reachLimit());
    try {
      const reading = await this.reader.read(
        {
          topic,
          ...(moreTopics ? { moreTopics } : {}),
          ...(partitions ? { partitions } : {}),
          start,
          isolation,
          stopAtEnd,
        },
        listener,
      );
      this.reading = reading;
      if (this.stopping) await reading.stop();
      else {
        reading.pause(this.paused);
        this.enter(this.paused ? 'paused' : 'reading');
      }
      await reading.done;
      if (!this.stopping) this.enter('ended');
    } catch (error) {
      if (!this.stopping) {
        if (!(error instanceof KafkaError))
          this.log('error', error instanceof Error ? (error.stack ?? error.message) : String(error));
        this.failure = sentenceOf(error);
        this.enter('failed');
      }
    } finally {
      this.session.settle();
      this.changes += 1;
    }
  }

  pause(paused: boolean): void {
    this.paused = paused;
    this.reading?.pause(paused);
    if (this.phase === 'reading' || this.phase === 'paused') this.enter(paused ? 'paused' : 'reading');
  }

  /** Ends the reading; rows stay. */
  async stop(phase: 'stopped' | 'ended' = 'stopped'): Promise<void> {
    if (this.stopping || this.phase === 'ended' || this.phase === 'failed') return;
    this.stopping = true;
    this.enter(phase);
    await this.reading?.stop();
  }

  async close(): Promise<void> {
    await this.stop();
    await this.reader.close();
  }

  /** Some offsets from the broker once more; keys, values and headers are cut at `limit` bytes each. */
  readRange(range: OffsetRange, limit: number): Promise<RangeSeen> {
    const { topic, partition, isOver } = this.slots.of(range.partition);
    if (isOver) return Promise.resolve(goneForGood(topic));
    return readRange(this.reader, topic, { ...range, partition }, limit);
  }

  /** What the user knows a partition by that rows know by this id. */
  nameOf(id: number): string {
    return this.slots.of(id).name;
  }

  placeOf(id: number): ItemPlace {
    return this.slots.of(id);
  }

  /** Undefined when the topic that the record belongs to was deleted. */
  kcat({ partition: id, offset }: Coordinates): { readonly command: string | undefined } | undefined {
    const { topic, partition, isOver } = this.slots.of(id);
    if (isOver) return undefined;
    const { profile, secrets } = this.start;
    const has = new Set(secretNames.filter((name) => secrets[name] !== undefined && secrets[name] !== ''));
    return { command: kcatCommand(profile, { topic, partition, offset }, has) };
  }

  facts(now: number): ReadFacts {
    const { profile, options, maxRows, maxPayloadBytes } = this.start;
    const ids = [...this.starts.keys()].sort((a, b) => a - b);
    return {
      connection: profile.name,
      servers: profile.bootstrapServers,
      options,
      partitions: ids.map((id) => {
        const { from = 0, end = 0 } = this.starts.get(id) ?? {};
        const { next = from, highWatermark = end } = this.positions.get(id) ?? {};
        return { ...this.placeOf(id), from, end, next, highWatermark };
      }),
      counters: this.session.counters(),
      evicted: this.session.firstRow,
      bounds: { maxRows, maxPayloadBytes },
      startedAt: this.startedAt,
      now,
    };
  }

  /** Reads the batch of a record once more and computes its checksum; undefined when Kafka has it no more. */
  async verify({ partition: id, offset }: Coordinates): Promise<BatchChecksum | undefined> {
    const { topic, partition, isOver } = this.slots.of(id);
    return isOver ? undefined : this.reader.verify({ topic, partition, offset });
  }

  /** `now` in milliseconds since the epoch. */
  tick(now: number): void {
    if (this.phase === 'reading' || this.phase === 'paused') this.session.tick(now);
    const { verdicts, holes } = this.session.takeChanges();
    this.view.advance(verdicts, this.transactionEnded);
    this.transactionEnded = false;
    const shape = `${this.session.firstRow}/${this.session.endRow}/${this.layout}`;
    if (verdicts.length > 0 || holes.length > 0 || shape !== this.shape) {
      this.shape = shape;
      this.revision += 1;
      this.changes += 1;
    }
    const rate = this.rate.sample(now, this.records);
    if (rate !== this.recordsPerSecond) {
      this.recordsPerSecond = rate;
      this.changes += 1;
    }
  }

  snapshot(): Omit<TailSnapshot, 'redaction'> {
    const { profile, options, maxRows, maxPayloadBytes } = this.start;
    const { firstRow, endRow, filterState, searchState } = this.view;
    return {
      connection: profile.name,
      connectionId: profile.id,
      options,
      phase: this.phase,
      notices: this.failure === undefined ? this.notices.sentences() : [this.failure],
      firstRow,
      endRow,
      memory: { firstRow: this.session.firstRow, endRow: this.session.endRow },
      filter: filterState,
      search: searchState,
      layout: this.layout,
      revision: this.revision,
      counters: this.session.counters(),
      ...this.slots.told(),
      ...this.debug.told(this.view.rowAt(endRow - 1)),
      positions: [...this.positions.values()].sort((a, b) => a.partition - b.partition),
      rate: this.recordsPerSecond,
      bounds: { maxRows, maxPayloadBytes },
    };
  }

  /** Rows of the view, with what the debugger did before each of them. */
  rows(query: RowQuery): ViewRow[] {
    const { view } = this;
    return view.rows(query).map((row) => {
      const n = view.rowAt(row.row) ?? -1;
      const marks = this.debug.between(view.rowAt(row.row - 1) ?? this.session.firstRow - 1, n);
      return marks.length === 0 ? row : { ...row, marks };
    });
  }

  mark(mark: DebugMark): void {
    this.debug.add(mark);
    this.changes += 1;
  }

  warn(sentence: string | undefined): void {
    if (this.debug.warning === sentence) return;
    this.debug.warning = sentence;
    this.changes += 1;
  }

  /** Keys and values are shown otherwise from now on. */
  decodedAnew(): void {
    this.view.decodedAnew();
    this.revision += 1;
    this.changes += 1;
  }

  get revisionOfRows(): number {
    return this.revision;
  }

  get options(): TailOptions {
    return this.start.options;
  }

  private reachLimit(): void {
    this.stop('ended').catch((error: unknown) => this.log('error', String(error)));
  }

  private enter(phase: TailPhase): void {
    this.phase = phase;
    this.changes += 1;
  }

  private listener(): LogListener {
    const { session, notices, positions } = this;
    return {
      topology: (facts) => {
        this.slots.add(facts);
        for (const { id, from, end } of facts.partitions) if (!this.starts.has(id)) this.starts.set(id, { from, end });
        for (const id of facts.replaced ?? []) {
          positions.delete(id);
          notices.answered(id, facts.topic);
        }
        this.changes += 1;
        session.topology(facts);
      },
      batch: (partition, header) => {
        // A marker settles the transaction of rows that are on screen already.
        if (header.control !== undefined) {
          this.revision += 1;
          this.transactionEnded = true;
        }
        session.batch(partition, header);
      },
      record: (partition, record) => {
        this.records += 1;
        session.record(partition, record);
      },
      hole: (partition, hole) => session.hole(partition, hole),
      skip: (partition, from, to, reason) => session.skip(partition, from, to, reason),
      position: (partition, position) => {
        const { next, highWatermark } = position;
        const before = positions.get(partition);
        const moved = before?.next !== next || before.highWatermark !== highWatermark;
        if (notices.answered(partition, this.slots.of(partition).topic) || moved) this.changes += 1;
        positions.set(partition, { partition, next, highWatermark });
        session.position(partition, position);
      },
      problem: (partition, error, topic) => {
        notices.problem(partition, error, topic);
        this.changes += 1;
        session.problem(partition, error, topic);
      },
      event: (event) => {
        notices.event(event);
        this.changes += 1;
        session.event(event);
      },
    };
  }
}

const goneForGood = (topic: string): RangeSeen => ({
  records: [],
  markers: [],
  isCut: false,
  position: undefined,
  problem: new KafkaError('topic-deleted', `Topic ${topic} was deleted since, and these offsets with it.`),
});

const sentenceOf = (error: unknown): string =>
  error instanceof KafkaError
    ? error.message
    : 'Reading stopped because of an error that AckLens did not expect. The log has the details.';
