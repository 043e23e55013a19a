import type { Span } from '../base/span';
import type { TreeEntry, TreeMap } from './tree';

/** A section of a format with one `name value` pair a line. */
export interface Section {
  /** `OUTPUT` of `[OUTPUT]`, `match` of `<match app.**>`. */
  readonly name: string;
  readonly headSpan: Span;
  /** Its own pairs; those of sections inside it stand there. */
  readonly pairs: TreeMap;
}

interface Line {
  readonly text: string;
  readonly start: number;
  /** Where the next line starts; the last line may end without a break. */
  readonly next: number;
}

/** Fluent Bit's classic format: `[OUTPUT]`, then lines of a name, blanks and a value. Names are in lower case here. */
export function readBracketSections(text: string): readonly Section[] {
  const sections: Section[] = [];
  let entries: TreeEntry[] | undefined;
  for (const line of linesOf(text)) {
    const head = /^\s*\[(?<name>\w+)\]\s*$/.exec(line.text);
    if (head?.groups?.name) {
      entries = [];
      sections.push(sectionOf(head.groups.name, line, entries));
    } else if (entries) pushPair(entries, line, true);
  }
  return sections;
}

/** Fluentd's format: `<match ...>` to `</match>`, one inside the other. */
export function readTagSections(text: string): readonly Section[] {
  const sections: Section[] = [];
  const open: { readonly name: string; readonly entries: TreeEntry[] }[] = [];
  for (const line of linesOf(text)) {
    const head = /^\s*<(?<close>\/)?(?<name>\w+)(?:\s[^>]*)?>\s*$/.exec(line.text)?.groups;
    if (head?.name && head.close) {
      const at = open.findLastIndex(({ name }) => name === head.name);
      if (at >= 0) open.length = at;
    } else if (head?.name) {
      const entries: TreeEntry[] = [];
      sections.push(sectionOf(head.name, line, entries));
      open.push({ name: head.name, entries });
    } else {
      const inside = open[open.length - 1];
      if (inside) pushPair(inside.entries, line, false);
    }
  }
  return sections;
}

function sectionOf(name: string, line: Line, entries: readonly TreeEntry[]): Section {
  const lead = line.text.length - line.text.trimStart().length;
  const headSpan = { start: line.start + lead, end: line.start + line.text.trimEnd().length };
  return { name, headSpan, pairs: { kind: 'map', span: headSpan, entries } };
}

function pushPair(entries: TreeEntry[], line: Line, lowerCase: boolean): void {
  const match = /^(?<lead>\s*)(?<key>[@\w.-]+)(?<gap>\s+)(?<value>\S.*?)\s*$/.exec(line.text);
  const { lead = '', key = '', gap = '', value = '' } = match?.groups ?? {};
  if (!key) return;
  const start = line.start + lead.length;
  const at = start + key.length + gap.length;
  // A comment may follow a value only behind a blank; quotes are Fluentd's.
  const bare = value.replace(/\s+#.*$/, '');
  const quote = /^(["']).*\1$/.test(bare) ? 1 : 0;
  const inner = { start: at + quote, end: at + bare.length - quote };
  entries.push({
    key: lowerCase ? key.toLowerCase() : key,
    keySpan: { start, end: start + key.length },
    value: {
      kind: 'scalar',
      span: { start: at, end: at + bare.length },
      text: bare.slice(quote, bare.length - quote),
      inner,
      literal: true,
      style: quote ? 'quoted' : 'plain',
    },
    removal: { start: line.start, end: line.next },
    foreign: false,
  });
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length; ) {
    const lineBreak = text.indexOf('\n', start);
    const end = lineBreak < 0 ? text.length : lineBreak;
    const line = text.slice(start, end);
    if (line.length < 10_000 && !/^\s*#/.test(line))
      lines.push({ text: line, start, next: Math.min(text.length, end + 1) });
    start = end + 1;
  }
  return lines;
}
