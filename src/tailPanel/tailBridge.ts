import type { Disposable } from '../base/disposable';
import type { ConnectionProfile } from '../kafka/profile';
import type { ConnectionSecrets } from '../kafka/secrets';
import type { DebugMark } from '../protocol/debugMarks';
import type { LocalSchema } from '../protocol/decoding';
import type { ProducerList } from '../protocol/producers';
import { readTailOptions } from '../protocol/readTailOptions';
import { type Connection, connect, type Port, type Remote } from '../protocol/rpc';
import type { TailHost, TailOptions, TailSnapshot, TailView } from '../protocol/tail';
import { tailDoor } from '../protocol/tailDoor';
import { type ExportWish, noRedactionSet, type Redaction } from '../protocol/tailExport';
import type { TailStart, TailWorker, TailWorkerOwner, WholeRecord } from '../protocol/tailWorker';

export interface WorkerThread extends Port, Disposable {
  onCrash(listener: (reason: string) => void): void;
}

/** Where the pieces of an export come from. */
export type ExportPieces = Pick<Remote<TailWorker>, 'beginExport' | 'nextChunk' | 'endExport'>;

/** What a reading needs but for the secrets, which are asked for when it starts and kept by nobody here. */
export type TailPlan = Omit<TailStart, 'secrets'>;

export interface TailBridgeParts {
  secrets(connection: string): Promise<ConnectionSecrets>;
  startWorker(): WorkerThread;
  readonly log: TailWorkerOwner['log'];
  copy(text: string): void | PromiseLike<void>;
  /** Asks for a file and writes it; see {@link TailHost.exportRows}. */
  exportRows(wish: ExportWish, topic: string, source: ExportPieces): Promise<string | undefined>;
  pickSchema(): Promise<LocalSchema | undefined>;
  producers(profile: ConnectionProfile, topic: string, scan: boolean): Promise<ProducerList>;
  showProducer(id: string): void;
  /** The user has chosen other options. */
  restarted(options: TailOptions): void;
  /** Opens the form to produce. */
  produce(profile: ConnectionProfile, topic: string, record: WholeRecord): void;
}

/**
 * Stands between one view and one worker thread. The view comes and goes (a hidden webview is destroyed), the worker
 * stays and keeps the rows. A worker that dies is started anew once, and the view is told; what dies again waits for the
 * user's Restart, so that a topic that kills its reader does not do it for ever.
 */
export class TailBridge implements Disposable {
  private readonly parts: TailBridgeParts;
  private start: TailPlan;
  private worker:
    | { readonly thread: WorkerThread; readonly connection: Connection<TailWorker>; readonly started: Promise<void> }
    | undefined;
  private view: Connection<TailView> | undefined;
  private last: TailSnapshot | undefined;
  private hasRecovered = false;

  constructor(start: TailPlan, parts: TailBridgeParts) {
    this.start = start;
    this.parts = parts;
    this.spawn();
  }

  /** A page was loaded. */
  attach(port: Port): void {
    this.view?.dispose();
    this.view = connect<TailHost, TailView>(
      port,
      {
        snapshot: async () => (this.worker ? this.remember(await (await this.remote()).snapshot()) : this.crashed()),
        rows: async (query) => (await this.remote()).rows(query),
        details: async (row) => (await this.remote()).details(row),
        findRow: async (partition, offset) => (await this.remote()).findRow(partition, offset),
        nearRow: async (partition, offset) => (await this.remote()).nearRow(partition, offset),
        setFilter: async (filter) => (await this.remote()).setFilter(filter),
        setSearch: async (where) => (await this.remote()).setSearch(where),
        setDecoders: async (decoders) => (await this.remote()).setDecoders(decoders),
        pickSchema: () => this.parts.pickSchema(),
        nextMatch: async (from, direction) => (await this.remote()).nextMatch(from, direction),
        explain: async (row) => (await this.remote()).explain(row),
        nextAnomaly: async (from, direction, kind) => (await this.remote()).nextAnomaly(from, direction, kind),
        overview: async (span) => (await this.remote()).overview(span),
        findings: async (query) => (await this.remote()).findings(query),
        lanes: async (from, count) => (await this.remote()).lanes(from, count),
        nextOfKey: async (from, direction) => (await this.remote()).nextOfKey(from, direction),
        firstInTime: async (from, to) => (await this.remote()).firstInTime(from, to),
        original: async (row) => (await this.remote()).original(row),
        lookAgain: async (row) => (await this.remote()).lookAgain(row),
        verify: async (row) => (await this.remote()).verify(row),
        producers: (topic, scan) => this.parts.producers(this.start.profile, topic, scan),
        showProducer: (id) => this.parts.showProducer(id),
        advice: async (row) => (await this.remote()).advice(row),
        restart: (options) => this.restart(readTailOptions(options) ?? this.start.options),
        pause: async (paused) => (await this.remote()).pause(paused),
        stop: async () => (await this.remote()).stop(),
        produceAgain: (row) => this.produceAgain(row),
        copyRow: async (row, form) => {
          const { text, sentence } = await (await this.remote()).rowText(row, form);
          if (text !== undefined) await this.parts.copy(text);
          return sentence;
        },
        exportRows: async (wish) => this.parts.exportRows(wish, this.start.options.topic, await this.remote()),
      },
      tailDoor,
    );
    this.tellVisible(true);
  }

  /** Something happened in a debug session. */
  mark(mark: DebugMark): void {
    this.toWorker((worker) => worker.mark(mark));
  }

  /** What a pause of the debugger means; undefined once it is over. */
  warn(sentence: string | undefined): void {
    this.toWorker((worker) => worker.warn(sentence));
  }

  /** What is hidden of records has changed. */
  setRedaction(redaction: Redaction): void {
    this.start = { ...this.start, redaction };
    this.toWorker((worker) => worker.setRedaction(redaction));
  }

  /** The page is gone; reading goes on. */
  detach(): void {
    this.view?.dispose();
    this.view = undefined;
    this.tellVisible(false);
  }

  dispose(): void {
    this.view?.dispose();
    this.view = undefined;
    this.release();
  }

  /** A worker that has died has nothing to draw it between. */
  private toWorker(tell: (worker: Connection<TailWorker>['remote']) => Promise<unknown>): void {
    this.remote()
      .then(tell)
      .catch(() => undefined);
  }

  private async produceAgain(row: number): Promise<string | undefined> {
    const record = await (await this.remote()).record(row);
    if (typeof record === 'string') return record;
    const { profile, options } = this.start;
    const slot = this.last?.slots?.find(({ id }) => id === record.partition);
    this.parts.produce(profile, slot?.topic ?? options.topic, {
      ...record,
      partition: slot?.partition ?? record.partition,
    });
    return undefined;
  }

  private async restart(options: TailOptions): Promise<void> {
    this.start = { ...this.start, options };
    this.parts.restarted(options);
    this.hasRecovered = false;
    if (this.worker) await (await this.remote()).restart(options);
    else this.spawn();
  }

  private spawn(): void {
    const thread = this.parts.startWorker();
    const connection = connect<TailWorkerOwner, TailWorker>(thread, {
      // Answered when the view has drawn it: that answer is the worker's credit for the next one.
      poke: async (snapshot) => {
        await this.view?.remote.poke(this.remember(snapshot));
      },
      log: this.parts.log,
    });
    const plan = this.start;
    const started = this.parts
      .secrets(plan.profile.id)
      .then((secrets) => connection.remote.start({ ...plan, secrets }));
    this.worker = { thread, connection, started };
    started.catch((error: unknown) => {
      if (this.worker?.thread !== thread) return;
      this.parts.log('error', `Starting the reader of ${plan.options.topic}: ${String(error)}`);
      this.release();
      this.view?.remote.poke(this.crashed()).catch(() => undefined);
    });
    thread.onCrash((reason) => {
      this.parts.log('error', `The reader of ${this.start.options.topic} ended: ${reason}`);
      this.release();
      this.view?.remote.poke(this.crashed()).catch(() => undefined);
      if (this.hasRecovered) return;
      this.hasRecovered = true;
      this.spawn();
    });
    this.tellVisible(this.view !== undefined);
  }

  private release(): void {
    this.worker?.connection.dispose();
    this.worker?.thread.dispose();
    this.worker = undefined;
  }

  private tellVisible(visible: boolean): void {
    this.worker?.connection.remote.setVisible(visible).catch(() => undefined);
  }

  /** Once it was told what to read: the secrets may take their time, and a worker that reads nothing has no answers. */
  private async remote(): Promise<Connection<TailWorker>['remote']> {
    const { worker } = this;
    if (!worker) throw new Error('The reader has stopped. Restart reads again.');
    await worker.started;
    return worker.connection.remote;
  }

  private remember(snapshot: TailSnapshot): TailSnapshot {
    this.last = this.hasRecovered ? { ...snapshot, notices: [recovered, ...snapshot.notices] } : snapshot;
    return this.last;
  }

  private crashed(): TailSnapshot {
    const { profile, options, maxRows, maxPayloadBytes, redaction = noRedactionSet } = this.start;
    const notice =
      'The reader stopped unexpectedly, and the rows it held are gone. Choose Restart to read again; the log says more.';
    return {
      connection: profile.name,
      connectionId: profile.id,
      options,
      notices: [notice],
      phase: 'failed',
      firstRow: 0,
      endRow: 0,
      memory: { firstRow: 0, endRow: 0 },
      filter: undefined,
      search: undefined,
      layout: -1,
      revision: (this.last?.revision ?? 0) + 1,
      counters: this.last?.counters ?? noCounters,
      positions: this.last?.positions ?? [],
      rate: 0,
      bounds: { maxRows, maxPayloadBytes },
      redaction,
    };
  }
}

const noCounters: TailSnapshot['counters'] = {
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

const recovered =
  'The reader stopped unexpectedly and was started again: the rows that it held are gone, and it has read from the start position anew. The log says more.';
