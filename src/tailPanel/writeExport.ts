import type { FileSink } from '../host/fileSink';
import type { ExportTold, ExportWish } from '../protocol/tailExport';
import type { ExportPieces } from './tailBridge';

/** Rows that are inserted while a tail finds its rules make an export begin anew; more often than this it would not end. */
const MAX_BEGINNINGS = 5;

export interface ExportProgress {
  readonly cancelled: boolean;
  /** 0 to 1. */
  report(share: number): void;
}

/** Writes an export that was begun, piece by piece. Undefined when it was cancelled; the file is then as it was before. */
export async function writeExport(
  openSink: () => Promise<FileSink>,
  wish: ExportWish,
  pieces: ExportPieces,
  progress: ExportProgress,
): Promise<ExportTold | undefined> {
  let sink: FileSink | undefined;
  let told: ExportTold | undefined;
  try {
    sink = await openSink();
    for (let beginnings = 1; !told && !progress.cancelled; beginnings += 1) {
      if (beginnings > MAX_BEGINNINGS) throw new Error('Rows are still being inserted. Export again a little later.');
      await sink.restart();
      told = await writePieces(sink, pieces, progress);
      if (!told && !progress.cancelled) await pieces.beginExport(wish);
    }
  } finally {
    await pieces.endExport().catch(() => undefined);
    if (!told) await sink?.discard();
  }
  if (told) await sink.keep();
  return told;
}

/** Undefined when it was cancelled or is to be begun anew. */
async function writePieces(
  sink: FileSink,
  pieces: ExportPieces,
  progress: ExportProgress,
): Promise<ExportTold | undefined> {
  while (!progress.cancelled) {
    const piece = await pieces.nextChunk();
    if (piece === 'moved') return undefined;
    await sink.write(piece.bytes);
    progress.report(piece.total === 0 ? 1 : piece.done / piece.total);
    if (piece.told) return piece.told;
  }
  return undefined;
}
