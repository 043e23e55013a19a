import { isJson } from '../base/isJson';
import type { RedactPath } from './redactRules';

export const redacted = 'redacted';

interface Level {
  readonly isList: boolean;
  /** Rules that may still match below, each as its number and how many of its steps have matched. */
  readonly open: readonly Candidate[];
  next: number;
}

interface Candidate {
  readonly path: RedactPath;
  readonly at: number;
}

/**
 * The JSON with `"redacted"` at each of the places, everything else as it stands; undefined where it is no JSON, so that
 * nobody can say what stands where. Members whose name comes twice or is written with escapes are found too. No recursion:
 * the text may be nested as deep as its sender likes.
 */
export function redactJson(text: string, paths: readonly RedactPath[]): string | undefined {
  return isJson(text) ? new Redaction(text).run(paths) : undefined;
}

class Redaction {
  private readonly text: string;
  private readonly levels: Level[] = [];
  /** Of the value that comes next. */
  private open: readonly Candidate[] = [];
  private done = '';
  private told = 0;

  constructor(text: string) {
    this.text = text;
  }

  run(paths: readonly RedactPath[]): string {
    const { text, levels } = this;
    this.open = paths.map((path) => ({ path, at: 0 }));
    let at = 0;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) at = stringEnd(text, at);
      else if (code === OPEN || code === OPEN_LIST) {
        levels.push({ isList: code === OPEN_LIST, open: this.open, next: 0 });
        at = this.enter(at + 1);
      } else {
        at += 1;
        if (code === COMMA) at = this.enter(at);
        else if (code === CLOSE || code === CLOSE_LIST) levels.pop();
      }
    }
    return this.told === 0 ? text : this.done + text.slice(this.told);
  }

  /** Behind a bracket or a comma: reads the name, and passes over the value where it is hidden or none of our business. */
  private enter(from: number): number {
    const { text } = this;
    let start = blank(text, from);
    const code = text.charCodeAt(start);
    const level = this.levels[this.levels.length - 1];
    if (!level || code === CLOSE || code === CLOSE_LIST) return start;
    let step: string | number = level.next;
    level.next += 1;
    if (!level.isList) {
      const end = stringEnd(text, start);
      step = nameOf(text.slice(start, end));
      start = blank(text, blank(text, end) + 1);
    }
    const below = followAll(level.open, step);
    if (below.length === 0) return valueEnd(text, start);
    if (below.some(({ path, at }) => at === path.length)) {
      this.done += `${text.slice(this.told, start)}"${redacted}"`;
      this.told = valueEnd(text, start);
      return this.told;
    }
    this.open = below;
    return start;
  }
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const nothing: readonly Candidate[] = [];

function followAll(open: readonly Candidate[], step: string | number): readonly Candidate[] {
  let below: Candidate[] | undefined;
  for (const candidate of open) {
    const further = follow(candidate, step);
    if (further.length > 0) below = below ? [...below, ...further] : further;
  }
  return below ?? nothing;
}

/** What is left to match after a step; a path that has matched whole comes as one with nothing left. */
function follow(candidate: Candidate, name: string | number): Candidate[] {
  const { path, at } = candidate;
  const step = path[at];
  switch (step?.kind) {
    case 'any':
      return [{ path, at: at + 1 }];
    case 'index':
      return step.index === name ? [{ path, at: at + 1 }] : [];
    case 'name':
      return step.name === name ? [{ path, at: at + 1 }] : [];
    case 'deep':
      return step.name === name ? [candidate, { path, at: at + 1 }] : [candidate];
    default:
      return [];
  }
}

const nameOf = (quoted: string): string => (quoted.includes('\\') ? String(JSON.parse(quoted)) : quoted.slice(1, -1));

function blank(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
    at += 1;
  }
}

/** The place behind the closing quote. */
function stringEnd(text: string, from: number): number {
  let at = from + 1;
  for (;;) {
    at = text.indexOf('"', at);
    if (at < 0) return text.length;
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes += 1;
    at += 1;
    if (slashes % 2 === 0) return at;
  }
}

/** The place behind a value. */
function valueEnd(text: string, from: number): number {
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = stringEnd(text, at);
      if (depth === 0) return at;
      continue;
    }
    if (code === OPEN || code === OPEN_LIST) depth += 1;
    else if (code === CLOSE || code === CLOSE_LIST) {
      if (depth === 0) return at;
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && (code === COMMA || code <= 0x20)) return at;
    at += 1;
  }
  return at;
}
