import { dirname, relative, resolve, sep } from 'node:path';

/** A finding as a baseline knows it: without line numbers, so that edits elsewhere in the file do not bring it back. */
export interface BaselineEntry {
  /** Relative to the folder of the baseline, with slashes. */
  readonly file: string;
  readonly rule: string;
  /** The text of the line, without the blanks around it. */
  readonly line: string;
  /** How many such findings there are. */
  readonly count: number;
}

type Key = Omit<BaselineEntry, 'count'>;

/** Findings that were there before somebody began to look; they are left out as often as they are counted. */
export class Baseline {
  private readonly left = new Map<string, number>();

  constructor(entries: readonly BaselineEntry[]) {
    for (const entry of entries) this.left.set(idOf(entry), (this.left.get(idOf(entry)) ?? 0) + entry.count);
  }

  /** True when the baseline holds one more such finding. */
  takes(finding: Key): boolean {
    const left = this.left.get(idOf(finding)) ?? 0;
    if (left > 0) this.left.set(idOf(finding), left - 1);
    return left > 0;
  }
}

/** The entry of a finding, without its count. Paths are those of the command line, from `cwd`. */
export function baselineKey(baseline: string, cwd: string, path: string, rule: string, text: string, at: number): Key {
  const file = relative(dirname(resolve(cwd, baseline)), resolve(cwd, path));
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const end = text.indexOf('\n', at);
  const line = text.slice(start, end < 0 ? text.length : end).trim();
  return { file: file.split(sep).join('/'), rule, line: line.slice(0, 400) };
}

/** One finding a line, in a stable order: changes of the file are easy to review and to merge. */
export function writeBaseline(keys: readonly Key[]): string {
  const counted = new Map<string, BaselineEntry>();
  for (const key of keys) counted.set(idOf(key), { ...key, count: (counted.get(idOf(key))?.count ?? 0) + 1 });
  const rows = [...counted.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, entry]) => `  ${JSON.stringify(entry)}`);
  return `{"version":1,"findings":[\n${rows.join(',\n')}\n]}\n`;
}

/** Undefined when the text is no baseline. */
export function readBaseline(text: string): readonly BaselineEntry[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('version' in value) || value.version !== 1) return undefined;
  if (!('findings' in value) || !Array.isArray(value.findings)) return undefined;
  const findings: readonly unknown[] = value.findings;
  return findings.every(isEntry) ? findings : undefined;
}

function isEntry(value: unknown): value is BaselineEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { file, rule, line, count } = value as Partial<Record<keyof BaselineEntry, unknown>>;
  const texts = [file, rule, line].every((one) => typeof one === 'string');
  return texts && typeof count === 'number' && Number.isInteger(count) && count > 0;
}

const idOf = ({ file, rule, line }: Key): string => JSON.stringify([file, rule, line]);
