import type { Span } from '../../base/span';
import type { KeyedEntry } from '../keyedUnits';
import type { Unit } from '../unit';
import { environmentUnits } from './environment';
import { variable } from './variable';

/** A `.env` file: `NAME=value`, with `export` in front and quotes around the value or without. */
export function envFileUnits(text: string): readonly Unit[] {
  return environmentUnits(readEnvFile(text), { id: 'env' });
}

export function readEnvFile(text: string): readonly KeyedEntry[] {
  const found = new Map<string, KeyedEntry>();
  const lines = new Map<string, Span[]>();
  const line = /^[ \t]*(?:export[ \t]+)?(?<name>[A-Z][A-Z0-9]*_[A-Z0-9_]+)[ \t]*=[ \t]*(?<value>[^\r\n]*)/gm;
  for (const match of text.matchAll(line)) {
    const { name = '', value = '' } = match.groups ?? {};
    const end = match.index + match[0].length;
    const start = match.index + match[0].indexOf(name);
    const trimmed = withoutComment(value);
    const entry = variable(name, trimmed, { start, end: start + name.length }, end - value.length);
    const lineBreak = text.indexOf('\n', end);
    const whole = { start: match.index, end: lineBreak < 0 ? text.length : lineBreak + 1 };
    // The last one of a name wins; without it an earlier one would.
    const removals = lines.get(name) ?? [];
    removals.push(whole);
    lines.set(name, removals);
    found.set(name, { ...entry, setting: (key) => ({ ...entry.setting(key), removals }) });
  }
  return [...found.values()];
}

/** Behind an unquoted value a comment needs a blank in front; behind a quoted one anything is left out. */
function withoutComment(value: string): string {
  const quoted = /^(?:"(?:[^"\\]|\\.)*"|'[^']*')/.exec(value);
  return quoted ? quoted[0] : value.replace(/(?:^|[ \t])#.*$/, '').trimEnd();
}
