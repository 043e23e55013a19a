/**
 * Seconds and memory of an export of so many rows in memory, for each format, with and without redaction. The pieces are
 * counted and thrown away: what a disk costs is not ours. Prints and asserts nothing.
 *
 *     node --expose-gc --import tsx test/bench/export.ts [rows]
 */
import type { ExportWish } from '../../src/protocol/tailExport';
import { createTailSession } from '../../src/tail/createTailSession';
import { TailExport } from '../../src/tailWorker/export/TailExport';
import { RowDecoder } from '../../src/tailWorker/RowDecoder';
import { RowView } from '../../src/tailWorker/rowView';
import { SchemaBook } from '../../src/tailWorker/SchemaBook';
import { feed, testBatch } from '../unit/tail/logBuilder';

const rows = Number(process.argv[2] ?? 1_000_000);
const BATCH = 100;

const slicing = {
  now: () => Date.now(),
  rest: () => new Promise<void>((resolve) => setImmediate(resolve)),
  guard: <T>(_milliseconds: number, run: () => T) => ({ value: run() }),
};

async function main(): Promise<void> {
  const session = createTailSession({
    identity: { kind: 'content' },
    sequence: { kind: 'json', path: 'seq', scope: 'key' },
    graceMs: 0,
    maxRows: rows,
    maxPayloadBytes: 1 << 30,
  });
  session.topology({ topic: 'orders', isCompacted: false, partitions: [{ id: 0, from: 0, end: rows }] });
  for (let at = 0; at < rows; at += BATCH) {
    const records = Array.from({ length: BATCH }, (_, i) => {
      const n = at + i;
      const value = `{"order":"order-${n % 1000}","seq":${Math.floor(n / 1000)},"card":"4111-${n}","amount":${n % 9973}}`;
      return { key: `order-${n % 1000}`, value };
    });
    feed(session, testBatch(0, at, records, { at: 1_700_000_000_000 + at }));
  }
  session.settle();
  session.takeChanges();
  const decoder = new RowDecoder(new SchemaBook({ byId: refuse, ofText: refuse }, Date.now, () => undefined), false);
  const source = {
    session,
    decoder,
    view: new RowView(session, slicing, () => undefined),
    readRange: refuse,
    placeOf: (partition: number) => ({ topic: 'orders', partition, name: String(partition) }),
    facts: () => ({
      connection: 'bench',
      servers: ['localhost:9092'],
      options: {
        topic: 'orders',
        start: { kind: 'beginning' } as const,
        stopAtEnd: false,
        isolation: 'read_uncommitted' as const,
        identity: { kind: 'content' } as const,
        sequence: { kind: 'auto' } as const,
        graceMs: 0,
      },
      partitions: [],
      counters: session.counters(),
      evicted: 0,
      bounds: { maxRows: rows, maxPayloadBytes: 1 << 30 },
      startedAt: 0,
      now: 0,
    }),
  };
  console.log(`${rows.toLocaleString('en-US')} rows in memory, ${megabytes()} MB used`);
  const wishes: readonly Pick<ExportWish, 'format' | 'redact'>[] = [
    { format: 'ndjson', redact: [] },
    { format: 'ndjson', redact: ['$.card'] },
    { format: 'csv', redact: [] },
    { format: 'markdown', redact: [] },
  ];
  for (const { format, redact } of wishes) {
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    const started = process.cpuUsage().user;
    const at = performance.now();
    const it = new TailExport(source, { scope: 'memory', format, redact, filter: '' }, undefined, slicing);
    let bytes = 0;
    let largest = 0;
    let most = before;
    for (;;) {
      const piece = await it.next();
      bytes += piece.bytes.length;
      largest = Math.max(largest, piece.bytes.length);
      most = Math.max(most, process.memoryUsage().rss);
      if (piece.told) break;
    }
    const seconds = (performance.now() - at) / 1000;
    const cpu = (process.cpuUsage().user - started) / 1e6;
    console.log(
      `${format}${redact.length > 0 ? ` without ${redact.join(', ')}` : ''}: ${seconds.toFixed(1)} s (${cpu.toFixed(1)} s of CPU), ${(bytes / 1e6).toFixed(0)} MB, largest piece ${(largest / 1e6).toFixed(2)} MB, resident memory +${((most - before) / 1e6).toFixed(0)} MB`,
    );
  }
}

const megabytes = (): string => (process.memoryUsage().rss / 1e6).toFixed(0);

const refuse = (): Promise<never> => Promise.reject(new Error('Nothing is fetched here.'));

void main();
