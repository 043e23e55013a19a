import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

export interface LintFile {
  /** As the user would write it: below the argument that led here. */
  readonly path: string;
  /** Named by the user, not found in a folder. */
  readonly named: boolean;
}

export interface Unreadable {
  readonly path: string;
  /** One sentence. */
  readonly problem: string;
}

/** The files to read below the arguments, in a stable order. */
export async function* lintFiles(
  paths: readonly string[],
  cwd: string,
  wanted: (path: string) => boolean,
): AsyncGenerator<LintFile | Unreadable> {
  for (const path of paths) {
    const absolute = resolve(cwd, path);
    const found = await stat(absolute).catch((error: NodeJS.ErrnoException) => error);
    if (found instanceof Error) yield { path, problem: problemOf(found) };
    else if (found.isDirectory()) yield* walk(path, absolute, await outerRules(absolute), wanted);
    else yield { path, named: true };
  }
}

/** One sentence for a failed file operation. */
export function problemOf(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return 'There is no such file or folder.';
  if (error.code === 'EACCES' || error.code === 'EPERM') return 'Reading it is not allowed.';
  return `It cannot be read (${error.code ?? error.name}).`;
}

/** A .gitignore counts for its own folder and everything below. */
interface IgnoreRules {
  readonly folder: string;
  readonly rules: Ignore;
}

/** Never the user's own text, and large. */
const skipped: ReadonlySet<string> = new Set(['.git', 'node_modules']);

async function* walk(
  path: string,
  absolute: string,
  outer: readonly IgnoreRules[],
  wanted: (path: string) => boolean,
): AsyncGenerator<LintFile | Unreadable> {
  const entries = await readdir(absolute, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => error);
  if (entries instanceof Error) {
    yield { path, problem: problemOf(entries) };
    return;
  }
  const own = await rulesIn(absolute);
  const rules = own ? [...outer, own] : outer;
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const inner = join(absolute, entry.name);
    const isFolder = entry.isDirectory();
    if (skipped.has(entry.name) || isIgnored(rules, inner, isFolder)) continue;
    if (isFolder) yield* walk(join(path, entry.name), inner, rules, wanted);
    else if (wanted(entry.name) && (await isFile(entry, inner))) yield { path: join(path, entry.name), named: false };
  }
}

/** Links to files are followed, links to folders are not: they can lead in circles. */
const isFile = async (entry: Dirent, absolute: string): Promise<boolean> =>
  entry.isFile() || (entry.isSymbolicLink() && ((await stat(absolute).catch(() => undefined))?.isFile() ?? false));

function isIgnored(all: readonly IgnoreRules[], absolute: string, isFolder: boolean): boolean {
  let ignored = false;
  for (const { folder, rules } of all) {
    const inside = relative(folder, absolute).split(sep).join('/') + (isFolder ? '/' : '');
    const result = rules.test(inside);
    // A deeper file may take back what an outer one ignored.
    if (result.ignored) ignored = true;
    if (result.unignored) ignored = false;
  }
  return ignored;
}

async function rulesIn(folder: string): Promise<IgnoreRules | undefined> {
  const text = await readFile(join(folder, '.gitignore'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : { folder, rules: ignore().add(text) };
}

/** The .gitignore files above a folder, up to the root of its repository; none outside of one. */
async function outerRules(start: string): Promise<readonly IgnoreRules[]> {
  const found: IgnoreRules[] = [];
  for (let folder = start; ; folder = dirname(folder)) {
    if (folder !== start) {
      const rules = await rulesIn(folder);
      if (rules) found.unshift(rules);
    }
    if (await stat(join(folder, '.git')).catch(() => undefined)) return found;
    if (dirname(folder) === folder) return [];
  }
}
