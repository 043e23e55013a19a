import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** A folder that survives between runs and is shared by all work trees of the user: jars, compiled classes, keys. */
export function cacheFolder(...path: readonly string[]): string {
  const base = process.env.ACKLENS_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'acklens');
  const folder = join(base, ...path);
  mkdirSync(folder, { recursive: true });
  return folder;
}
