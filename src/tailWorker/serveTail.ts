import { type Disposable, toDisposable } from '../base/disposable';
import { KafkaError } from '../kafka/errors';
import type { LogReader } from '../kafka/ports';
import type { ConnectionProfile } from '../kafka/profile';
import type { ConnectionSecrets } from '../kafka/secrets';
import { autoDecoders, readDecoders } from '../protocol/decoding';
import { connect, type Port } from '../protocol/rpc';
import type { FilterExpression, RowFilter, TailOptions, TailSnapshot } from '../protocol/tail';
import { noRedactionSet } from '../protocol/tailExport';
import type { TailStart, TailWorker, TailWorkerOwner } from '../protocol/tailWorker';
import { compileFilter } from '../tail/compileFilter';
import type { SessionOptions, TailSession } from '../tail/session';
import { describeRecord } from './describeRecord';
import { RowDecoder } from './RowDecoder';
import type { ScanParts } from './rowView';
import { SchemaBook, type SchemaSource } from './SchemaBook';
import { serveQueries } from './serveQueries';
import { TailOut } from './TailOut';
import { TailRun } from './tailRun';
import { wholeRecord } from './wholeRecord';

/** At most ten pokes a second; a gap's grace needs no finer clock either. */
const BEAT_MS = 100;
/** What one request may ask for; a screen of 4K height shows about 100 rows. */
const MAX_ROWS_A_REQUEST = 1000;

export interface TailServerParts extends ScanParts {
  createReader(profile: ConnectionProfile, secrets: ConnectionSecrets, log: TailLog): LogReader;
  createSession(options: SessionOptions): TailSession;
  /** Fetches nothing before it is asked. */
  openSchemas(profile: ConnectionProfile, secrets: ConnectionSecrets): SchemaSource;
  every(milliseconds: number, run: () => void): Disposable;
}

export type TailLog = TailWorkerOwner['log'];

/** Serves one tail over the port: starts and restarts readings and lets the view pull what it can see. */
export function serveTail(port: Port, parts: TailServerParts): Disposable {
  let current: TailRun | undefined;
  let started: TailStart | undefined;
  let runs = 0;
  let visible = true;
  let awaitingView = false;
  let poked = -1;
  // What the view shows and looks for stays when reading begins anew.
  let filter: RowFilter | undefined;
  let search: FilterExpression | undefined;
  let decoders = autoDecoders;
  let warning: string | undefined;
  const out = new TailOut(
    () => running(current),
    () => filter,
    parts,
  );

  const begin = (start: TailStart): void => {
    const previous = current;
    if (previous) void closeQuietly(previous);
    started = start;
    out.redaction = start.redaction ?? noRedactionSet;
    const { options, maxRows, maxPayloadBytes } = start;
    const { identity, sequence, graceMs } = options;
    const session = parts.createSession({ identity, sequence, graceMs, maxRows, maxPayloadBytes });
    runs += 1;
    const reader = parts.createReader(start.profile, start.secrets, log);
    const run = new TailRun(
      runs,
      start,
      reader,
      session,
      decoderOf(start, () => run.decodedAnew()),
      parts,
      log,
    );
    run.warn(warning);
    run.veil.set(out.redaction);
    if (filter) run.view.setFilter(filter);
    if (search) run.view.setSearch(search);
    current = run;
    poked = -1;
    void run.read();
  };

  const decoderOf = ({ profile, secrets }: TailStart, onArrival: () => void): RowDecoder => {
    const book = new SchemaBook(parts.openSchemas(profile, secrets), parts.now, onArrival);
    const decoder = new RowDecoder(book, profile.registry !== undefined);
    decoder.decoders = decoders;
    return decoder;
  };

  const log: TailLog = (level, message) => {
    owner.remote.log(level, message).catch(() => undefined);
  };

  const closeQuietly = async (run: TailRun): Promise<void> => {
    try {
      await run.close();
    } catch (error) {
      log('debug', `Closing a reading: ${error instanceof KafkaError ? error.message : String(error)}`);
    }
  };

  const snapshot = (): TailSnapshot => {
    const run = running(current);
    run.tick(parts.now());
    poked = run.version;
    return { ...run.snapshot(), redaction: out.redaction };
  };

  const owner = connect<TailWorker, TailWorkerOwner>(port, {
    start: begin,
    mark: (mark) => current?.mark(mark),
    warn(sentence) {
      warning = sentence;
      current?.warn(sentence);
    },
    setVisible(on) {
      visible = on;
      // What was on its way to a view that is gone is never answered.
      awaitingView = false;
      poked = -1;
    },
    snapshot() {
      awaitingView = false;
      return snapshot();
    },
    rows({ from, count, ...query }) {
      const run = running(current);
      const rows = run.rows({ ...query, from, count: Math.min(count, MAX_ROWS_A_REQUEST) });
      return { layout: run.layout, revision: run.revisionOfRows, rows };
    },
    details(place) {
      const run = running(current);
      const row = run.view.rowAt(place);
      return row === undefined ? undefined : describeRecord(run, row, (range, limit) => run.readRange(range, limit));
    },
    record(place) {
      const run = running(current);
      const row = run.view.rowAt(place);
      return row === undefined
        ? 'This record is no longer in memory.'
        : wholeRecord(run.session, row, (range, limit) => run.readRange(range, limit));
    },
    findRow: (partition, offset) => running(current).view.findRow(partition, offset),
    nearRow: (partition, offset) => running(current).view.nearRow(partition, offset),
    explain(place) {
      const { session, view, veil } = running(current);
      const row = view.rowAt(place);
      const said = row === undefined ? undefined : session.explain(row);
      return row === undefined || !said ? undefined : veil.words(row, said);
    },
    nextAnomaly: (from, direction, kind) => running(current).view.nextAnomaly(from, direction, kind),
    setFilter(wanted) {
      if (wanted) compileFilter(wanted.where);
      filter = wanted;
      current?.view.setFilter(wanted);
    },
    setSearch(wanted) {
      if (wanted) compileFilter(wanted);
      search = wanted;
      current?.view.setSearch(wanted);
    },
    setDecoders(wanted) {
      decoders = readDecoders(wanted);
      if (!current) return;
      current.decoder.decoders = decoders;
      current.decodedAnew();
    },
    nextMatch: (from, direction) => running(current).view.nextMatch(from, direction),
    restart(options: TailOptions) {
      if (!started) throw new Error('Nothing was started yet.');
      begin({ ...started, options, redaction: out.redaction });
    },
    pause: (paused) => current?.pause(paused),
    stop: () => current?.stop(),
    setRedaction(redaction) {
      out.redaction = redaction;
      current?.veil.set(redaction);
      current?.decodedAnew();
    },
    ...out.handlers,
    ...serveQueries(() => running(current), parts),
  });

  const beat = parts.every(BEAT_MS, () => {
    const run = current;
    if (!run) return;
    run.tick(parts.now());
    if (!visible || awaitingView || run.version === poked) return;
    awaitingView = true;
    owner.remote.poke(snapshot()).then(
      () => {
        awaitingView = false;
      },
      () => {
        awaitingView = false;
      },
    );
  });

  return toDisposable(() => {
    beat.dispose();
    owner.dispose();
    if (current) void closeQuietly(current);
  });
}

function running(run: TailRun | undefined): TailRun {
  if (!run) throw new Error('Nothing was started yet.');
  return run;
}
