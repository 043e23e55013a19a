import type { Span } from '../base/span';
import type { Surface } from '../config/surfaces';

/** How the place at the cursor writes a key of a configuration. */
export interface KeyManner {
  /** What is typed of the key. */
  readonly word: Span;
  /** The word, and the quote behind it where what comes after has to be written too. */
  readonly replace: Span;
  /** True when a separator follows, so that the value is there already. */
  readonly separated: boolean;
  /** A key as it is inserted: with quotes where they are needed, and with a separator where there is none. */
  readonly write: (key: string) => string;
  /** Settings with these keys, to be read by way of trial. */
  readonly trial: (keys: readonly string[]) => string;
}

/** Undefined where no key can begin. On command lines a key follows an option, elsewhere it is the first of its entry. */
export function keyManner(surface: Surface, text: string, offset: number): KeyManner | undefined {
  const word = wordAround(text, offset);
  if (surface.kind === 'structured' && surface.format !== 'yaml' && surface.format !== 'env') {
    return inBraces(surface.format, text, word);
  }
  const before = text.slice(text.lastIndexOf('\n', word.start - 1) + 1, word.start);
  const shell = surface.kind === 'shell';
  const yaml = surface.kind === 'structured' && surface.format === 'yaml';
  // Variables may be items of a list in YAML, and may be handed on in an env file.
  const begins = shell ? /[\s"'=,]$/ : surface.kind === 'structured' ? /^[ \t]*(?:- ["']?|export )?$/ : /^[ \t]*$/;
  if (!begins.test(before)) return undefined;
  if (surface.kind === 'properties' && /\\\r?\n$/.test(text.slice(0, word.start - before.length))) return undefined;
  const separated = /^[ \t]*[=:]/.test(text.slice(word.end, word.end + 20));
  const separator = yaml && !before.includes('-') ? ': ' : '=';
  return {
    word,
    replace: word,
    separated,
    write: (key) => (separated ? key : `${key}${separator}`),
    trial: (keys) => {
      const pairs = shell ? keys.slice(0, 1) : keys;
      const last = pairs.length - 1;
      return pairs.map((key, at) => (at === last && separated ? key : `${key}${separator}0`)).join(`\n${before}`);
    },
  };
}

/** JSON, TOML, HOCON and Terraform: after a brace or a comma, or first in its line where line breaks part entries. */
function inBraces(format: 'json' | 'toml' | 'hcl' | 'hocon' | 'conf', text: string, word: Span): KeyManner | undefined {
  const quoted = text[word.start - 1] === '"';
  const before = text.slice(Math.max(0, word.start - 400), word.start - Number(quoted));
  const comma = /[{,]\s*$/.test(before);
  if (!comma && (format === 'json' || !/(?:^|\n)[ \t]*$/.test(before))) return undefined;
  const closed = quoted && text[word.end] === '"';
  const separated = /^[ \t]*[=:]/.test(text.slice(word.end + Number(closed), word.end + 20));
  const separator = format === 'json' ? ': ' : ' = ';
  const quotes = (key: string): boolean =>
    format === 'json' || (format !== 'hocon' && format !== 'conf' && /\./.test(key));
  const named = (key: string): string => {
    if (quoted) return closed && separated ? key : `${key}"`;
    return quotes(key) ? `"${key}"` : key;
  };
  const write = (key: string): string => (separated ? named(key) : `${named(key)}${separator}`);
  return {
    word,
    replace: { start: word.start, end: word.end + Number(closed && !separated) },
    separated,
    write,
    trial: (keys) => {
      if (separated) return named(keys[0] ?? '');
      // A name that is there already would be an error of the whole line of TOML.
      const line = text.slice(text.lastIndexOf('\n', word.start - 1) + 1, word.start);
      const fresh = format === 'toml' && comma ? keys.filter((key) => !line.includes(key)) : keys;
      const pairs = fresh.map((key, at) => `${at > 0 && quoted ? '"' : ''}${write(key)}"0"`);
      const more = format === 'json' || (comma && /^\s*["\w]/.test(text.slice(word.end, word.end + 400)));
      return `${pairs.join(comma ? ', ' : '\n')}${more ? ',' : ''}`;
    },
  };
}

const keyChar = /[\w.-]/;

export function wordAround(text: string, offset: number, char: RegExp = keyChar): Span {
  let start = offset;
  while (start > 0 && char.test(text[start - 1] ?? '')) start -= 1;
  let end = offset;
  while (end < text.length && char.test(text[end] ?? '')) end += 1;
  return { start, end };
}
