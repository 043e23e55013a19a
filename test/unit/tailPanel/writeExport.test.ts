import { deepStrictEqual, rejects, strictEqual } from 'node:assert';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFileSink } from '../../../src/host/fileSink';
import type { ExportChunk, ExportTold } from '../../../src/protocol/tailExport';
import { writeExport } from '../../../src/tailPanel/writeExport';

const told: ExportTold = {
  rows: 3,
  records: 3,
  findings: 0,
  readAgain: 0,
  missing: 0,
  gone: 0,
  unknown: 0,
  notDescribed: 0,
};
const wish = { scope: 'view', format: 'ndjson', redact: [], filter: '' } as const;

describe('writeExport', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'acklens-export-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const piece = (text: string, done: number, last = false): ExportChunk => ({
    bytes: new TextEncoder().encode(text),
    done,
    total: 3,
    told: last ? told : undefined,
  });

  /** Gives these pieces, one at each call. */
  function source(pieces: readonly (ExportChunk | 'moved' | Error)[]) {
    const left = [...pieces];
    const calls = { begun: 0, ended: 0 };
    return {
      calls,
      beginExport: async () => {
        calls.begun += 1;
      },
      nextChunk: async () => {
        const next = left.shift();
        if (next === undefined || next instanceof Error) throw next ?? new Error('nothing left');
        return next;
      },
      endExport: async () => {
        calls.ended += 1;
      },
    };
  }

  const progress = (cancelAt = Number.POSITIVE_INFINITY) => {
    const shares: number[] = [];
    return {
      shares,
      get cancelled() {
        return shares.length >= cancelAt;
      },
      report: (share: number) => void shares.push(share),
    };
  };

  it('writes piece after piece and tells how far it is', async () => {
    const path = join(folder, 'a.ndjson');
    writeFileSync(path, 'what was there before, and was longer');
    const pieces = source([piece('one\n', 1), piece('two ü\n', 2), piece('', 3, true)]);
    const bar = progress();
    deepStrictEqual(await writeExport(() => openFileSink(path), wish, pieces, bar), told);
    strictEqual(readFileSync(path, 'utf8'), 'one\ntwo ü\n');
    deepStrictEqual(bar.shares, [1 / 3, 2 / 3, 1]);
    deepStrictEqual(pieces.calls, { begun: 0, ended: 1 });
    deepStrictEqual(readdirSync(folder), ['a.ndjson']);
  });

  it('leaves the old file as it was when it is stopped or fails', async () => {
    const path = join(folder, 'a.ndjson');
    writeFileSync(path, 'old');
    strictEqual(await writeExport(() => openFileSink(path), wish, source([piece('new', 1)]), progress(1)), undefined);
    await rejects(
      writeExport(() => openFileSink(path), wish, source([piece('new', 1), new Error('gone')]), progress()),
      /gone/,
    );
    strictEqual(readFileSync(path, 'utf8'), 'old');
    deepStrictEqual(readdirSync(folder), ['a.ndjson']);
  });

  it('begins anew when rows have moved, and gives up when they keep moving', async () => {
    const path = join(folder, 'a.ndjson');
    const pieces = source([piece('a long first try\n', 1), 'moved', piece('second\n', 3, true)]);
    deepStrictEqual(await writeExport(() => openFileSink(path), wish, pieces, progress()), told);
    strictEqual(readFileSync(path, 'utf8'), 'second\n');
    strictEqual(pieces.calls.begun, 1);
    const restless = source(Array.from({ length: 9 }, () => 'moved' as const));
    await rejects(
      writeExport(() => openFileSink(path), wish, restless, progress()),
      /still being inserted/,
    );
    strictEqual(readFileSync(path, 'utf8'), 'second\n');
  });

  it('says why a file cannot be written', async () => {
    await rejects(
      writeExport(() => openFileSink(join(folder, 'no', 'a.csv')), wish, source([]), progress()),
      /ENOENT/,
    );
  });
});
