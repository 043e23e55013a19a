import type { Span } from '../base/span';

/**
 * The tables of a TOML text with what is written in them, and in front of them what stands above the first. A header inside
 * a string of several lines is none, and neither is a line of an array that could be one of its items.
 */
export function tomlSections(text: string): readonly Span[] {
  const starts = [0];
  let depth = 0;
  let at = 0;
  while (at < text.length) {
    const lineBreak = text.indexOf('\n', at);
    const end = lineBreak < 0 ? text.length : lineBreak + 1;
    const name = header.exec(text.slice(at, end))?.[1];
    // Words without quotes are no items: an array above a line of one was left open while typing.
    if (name !== undefined && (depth === 0 || !item.test(name))) {
      if (at > 0) starts.push(at);
      depth = 0;
      at = end;
    } else [at, depth] = overLine(text, at, end, depth);
  }
  return starts.map((start, index) => ({ start, end: starts[index + 1] ?? text.length }));
}

const header = /^[ \t]*\[{1,2}([^[\]\r\n]*)\]{1,2}[ \t]*(?:#.*)?\r?\n?$/;
const item = /^\s*(?:true|false|[+-]?(?:inf|nan)|[+-]?\d.*|["'{].*)?\s*$/;

/** Where to go on, which is behind the line or behind a string of several lines, and how many brackets are open there. */
function overLine(text: string, start: number, end: number, open: number): readonly [at: number, depth: number] {
  const token = /"""|'''|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[[\]#]/g;
  token.lastIndex = start;
  let depth = open;
  for (let found = token.exec(text); found && found.index < end; found = token.exec(text)) {
    const [mark] = found;
    if (mark === '#') return [end, depth];
    if (mark === '[') depth += 1;
    else if (mark === ']') depth = Math.max(0, depth - 1);
    else if (mark === '"""' || mark === "'''") {
      const rest = mark === '"""' ? /(?:[^\\]|\\[\s\S])*?"""/y : /[\s\S]*?'''/y;
      rest.lastIndex = token.lastIndex;
      return [rest.test(text) ? rest.lastIndex : text.length, depth];
    }
  }
  return [end, depth];
}
