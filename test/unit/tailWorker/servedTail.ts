import { type Connection, connect } from '../../../src/protocol/rpc';
import type { TailOptions } from '../../../src/protocol/tail';
import type { ExportTold, ExportWish } from '../../../src/protocol/tailExport';
import type { TailStart, TailWorker, TailWorkerOwner } from '../../../src/protocol/tailWorker';
import { createTailSession } from '../../../src/tail/createTailSession';
import type { TailSession } from '../../../src/tail/session';
import { serveTail } from '../../../src/tailWorker/serveTail';
import { clonedWire } from '../protocol/wire';
import { noSchemas, ScriptedReader, settled } from './fakes';

type Worker = Connection<TailWorker>['remote'];

/** A server over a real session; the reader hands the session what the test tells its listener. */
export async function servedTail(options: Partial<TailOptions> = {}, start: Partial<TailStart> = {}) {
  const [near, far] = clonedWire();
  const readers: ScriptedReader[] = [];
  let session: TailSession | undefined;
  let now = 1_700_000_000_000;
  serveTail(far, {
    createReader: () => {
      const reader = new ScriptedReader();
      readers.push(reader);
      return reader;
    },
    openSchemas: () => noSchemas,
    createSession: (given) => {
      session = createTailSession(given);
      return session;
    },
    // Every look at the clock is a slice's end: what is computed must bear it.
    now: () => (now += 10),
    every: () => ({ dispose: () => undefined }),
    rest: () => Promise.resolve(),
    guard: (_milliseconds, run) => ({ value: run() }),
  });
  const { remote: worker } = connect<TailWorkerOwner, TailWorker>(near, {
    poke: () => undefined,
    log: () => undefined,
  });
  await worker.start({
    profile: { id: 'c1', name: 'local', bootstrapServers: ['localhost:9092'] },
    secrets: {},
    options: {
      topic: 'orders',
      start: { kind: 'beginning' },
      stopAtEnd: false,
      isolation: 'read_uncommitted',
      identity: { kind: 'content' },
      sequence: { kind: 'json', path: 'n', scope: 'key' },
      graceMs: 0,
      ...options,
    },
    maxRows: 1000,
    maxPayloadBytes: 1 << 20,
    ...start,
  });
  await settled();
  const [reader] = readers;
  if (!session || !reader?.listener) throw new Error('Nothing is being read.');
  // What the run hears, the session hears too: the log is written to the run.
  const heard = reader.listener;
  const written = Object.assign(Object.create(session) as TailSession, {
    topology: (...of: Parameters<TailSession['topology']>) => heard.topology(...of),
    batch: (...of: Parameters<TailSession['batch']>) => heard.batch(...of),
    record: (...of: Parameters<TailSession['record']>) => heard.record(...of),
    hole: (...of: Parameters<TailSession['hole']>) => heard.hole(...of),
    skip: (...of: Parameters<TailSession['skip']>) => heard.skip(...of),
    position: (...of: Parameters<TailSession['position']>) => heard.position(...of),
  });
  return { worker, session, written, reader };
}

/** All pieces of an export as one text. */
export async function exported(
  worker: Worker,
  wish: Partial<ExportWish> = {},
): Promise<{ readonly text: string; readonly told: ExportTold | undefined }> {
  await worker.beginExport({ scope: 'memory', format: 'ndjson', redact: [], filter: '', ...wish });
  let text = '';
  for (;;) {
    const piece = await worker.nextChunk();
    if (piece === 'moved') return { text, told: undefined };
    text += new TextDecoder().decode(piece.bytes);
    if (piece.told) return { text, told: piece.told };
  }
}

export const linesOf = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
