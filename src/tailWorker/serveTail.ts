import { type Disposable, toDisposable } from '../base/disposable';
import { KafkaError } from '../kafka/errors';
import type { LogReader } from '../kafka/ports';
import type { ConnectionProfile } from '../kafka/profile';
import type { ConnectionSecrets } from '../kafka/secrets';
import { connect, type Port } from '../protocol/rpc';
import type { TailOptions, TailSnapshot } from '../protocol/tail';
import type { TailStart, TailWorker, TailWorkerOwner } from '../protocol/tailWorker';
import type { SessionOptions, TailSession } from '../tail/session';
import { describeRecord } from './describeRecord';
import { serveQueries } from './serveQueries';
import { TailRun } from './tailRun';

/** At most ten pokes a second; a gap's grace needs no finer clock either. */
const BEAT_MS = 100;
/** What one request may ask for; a screen of 4K height shows about 100 rows. */
const MAX_ROWS_A_REQUEST = 1000;

export interface TailServerParts {
  createReader(profile: ConnectionProfile, secrets: ConnectionSecrets, log: TailLog): LogReader;
  createSession(options: SessionOptions): TailSession;
  now(): number;
  every(milliseconds: number, run: () => void): Disposable;
  /** Resolves when whatever else waited for the thread has had its turn. */
  rest(): Promise<void>;
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

  const begin = (start: TailStart): void => {
    const previous = current;
    if (previous) void closeQuietly(previous);
    started = start;
    const { options, maxRows, maxPayloadBytes } = start;
    const { identity, sequence, graceMs } = options;
    const session = parts.createSession({ identity, sequence, graceMs, maxRows, maxPayloadBytes });
    runs += 1;
    const run = new TailRun(runs, start, parts.createReader(start.profile, start.secrets, log), session, log);
    current = run;
    poked = -1;
    void run.read();
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
    return run.snapshot();
  };

  const owner = connect<TailWorker, TailWorkerOwner>(port, {
    start: begin,
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
    rows({ from, count }) {
      const run = running(current);
      const { session } = run;
      const first = Math.max(from, session.firstRow);
      const end = Math.min(from + Math.min(count, MAX_ROWS_A_REQUEST), session.endRow);
      const rows = [];
      for (let n = first; n < end; n += 1) {
        const row = session.row(n);
        if (row) rows.push(row);
      }
      return { layout: run.layout, revision: run.revisionOfRows, rows };
    },
    details(row) {
      const run = running(current);
      return describeRecord(run.session, row, (range, limit) => run.readRange(range, limit));
    },
    findRow: (partition, offset) => running(current).session.findRow(partition, offset),
    explain: (row) => running(current).session.explain(row),
    nextAnomaly: (from, direction, kind) => running(current).session.nextAnomaly(from, direction, kind),
    restart(options: TailOptions) {
      if (!started) throw new Error('Nothing was started yet.');
      begin({ ...started, options });
    },
    pause: (paused) => current?.pause(paused),
    stop: () => current?.stop(),
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
