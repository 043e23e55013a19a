import { open, writeFile } from 'node:fs/promises';
import { sizeLimits } from '../guarantees/analyse';
import { problemOf } from './lintFiles';

export interface SourceText {
  readonly text: string;
  readonly encoding: 'utf8' | 'latin1';
}

export interface UnreadText {
  /** One sentence. */
  readonly problem: string;
  /** False for what is only too large: no fault of the one who asked for a folder. */
  readonly hard: boolean;
}

/** The text of a file. One that is no UTF-8 is read as Latin-1, which .properties files were for decades. */
export async function readSource(path: string): Promise<SourceText | UnreadText> {
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      if (size > sizeLimits.plain * 4) {
        const mebibytes = (size / (1024 * 1024)).toFixed(1);
        return { problem: `This file was not read: it has ${mebibytes} MiB and the limit is 8 MiB.`, hard: false };
      }
      const bytes = await file.readFile();
      if (isUtf16(bytes)) return { problem: 'This file was not read: it is UTF-16; save it as UTF-8.', hard: false };
      return decode(bytes);
    } finally {
      await file.close();
    }
  } catch (error) {
    return { problem: problemOf(error as NodeJS.ErrnoException), hard: true };
  }
}

/** Writes a text back in the encoding that it was read in; the sentence when that fails. */
export async function writeSource(path: string, { text, encoding }: SourceText): Promise<string | undefined> {
  try {
    await writeFile(path, Buffer.from(text, encoding));
    return undefined;
  } catch (error) {
    const { code, name } = error as NodeJS.ErrnoException;
    return code === 'EACCES' || code === 'EPERM' || code === 'EROFS'
      ? 'Writing it is not allowed.'
      : `It cannot be written (${code ?? name}).`;
  }
}

/** By its byte order mark, which every editor that writes UTF-16 puts there. */
const isUtf16 = ([first, second]: Uint8Array): boolean =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);

function decode(bytes: Uint8Array): SourceText {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), encoding: 'utf8' };
  } catch {
    // Not TextDecoder's latin1, which is Windows-1252 and would not lead back to the same bytes.
    return { text: Buffer.from(bytes).toString('latin1'), encoding: 'latin1' };
  }
}
