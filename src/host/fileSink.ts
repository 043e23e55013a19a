import { type FileHandle, open, rename, rm } from 'node:fs/promises';

/** A file that is written piece by piece and counts only when it is whole. */
export interface FileSink {
  write(bytes: Uint8Array): Promise<void>;
  /** Forgets what was written. */
  restart(): Promise<void>;
  /** It is whole: takes the place of what had its name before. */
  keep(): Promise<void>;
  discard(): Promise<void>;
}

/** Writes beside the wanted file, so that one that was there before is never left half written. */
export async function openFileSink(path: string): Promise<FileSink> {
  const unfinished = `${path}.unfinished`;
  const file: FileHandle = await open(unfinished, 'w');
  let position = 0;
  return {
    async write(bytes) {
      for (let at = 0; at < bytes.length; ) {
        const { bytesWritten } = await file.write(bytes, at, bytes.length - at, position);
        at += bytesWritten;
        position += bytesWritten;
      }
    },
    async restart() {
      await file.truncate(0);
      position = 0;
    },
    async keep() {
      await file.close();
      await rename(unfinished, path);
    },
    async discard() {
      await file.close();
      await rm(unfinished, { force: true });
    },
  };
}
