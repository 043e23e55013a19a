import type { Span } from '../../base/span';
import { readValue } from '../readValue';
import type { ClientName, SettingForm, SettingValue } from '../unit';
import type { ShellWord } from './readCommands';
import type { ToolCall } from './toolCall';

/** One setting on a command line. `key` is the written key of a pair, the canonical key of a flag. */
export interface Argument {
  readonly kind: 'pair' | 'flag';
  readonly option: string;
  readonly key: string;
  readonly keySpan: Span;
  readonly value: SettingValue;
  readonly valueSpan: Span;
  readonly removal: Span | undefined;
  readonly form: SettingForm;
  readonly client: ClientName;
}

/** The settings among the arguments of a tool, in their order. */
export function readArguments(call: ToolCall): Argument[] {
  const { tool, args, name } = call;
  const found: Argument[] = [];
  const client = tool.client;
  for (let i = 0; i < args.length; i += 1) {
    const word = args[i];
    if (!word) continue;
    const cut = splitOption(word);
    const option = cut.option;
    const before = args[i - 1] ?? name;
    const next = cut.value ?? args[i + 1];
    const both = (end: ShellWord): Span => ({ start: before.span.end, end: end.span.end });
    const flag = Object.hasOwn(tool.flags, option) ? tool.flags[option] : undefined;
    if (flag !== undefined && next) {
      const read = readPart(next, cut.from);
      const keySpan = word.span;
      found.push({ kind: 'flag', option, key: flag, keySpan, ...read, removal: both(next), form: 'shellFlag', client });
      if (!cut.value) i += 1;
    } else if (tool.pairs.includes(option) && next) {
      const pair = pairOf(next, cut.from, next.text.length, option, client);
      if (pair) found.push({ ...pair, removal: both(next) });
      if (!cut.value) i += 1;
    } else if (tool.pairLists.includes(option)) {
      i = readList(args, i, option, client, found);
    } else if (tool.pairCommas.includes(option) && next) {
      found.push(...commaPairs(next, cut.from, option, client));
      if (!cut.value) i += 1;
    }
  }
  return found;
}

/** `--option=value` and, for kcat, `-Xkey=value` stand in one word. */
function splitOption(word: ShellWord): { option: string; value?: ShellWord; from: number } {
  const equals = /^(--[\w.-]+)=/.exec(word.text);
  if (equals) return { option: equals[1] ?? '', value: word, from: equals[0].length };
  const joined = /^-X(?=[\w.]+=)/.test(word.text);
  return joined ? { option: '-X', value: word, from: 2 } : { option: word.text, from: 0 };
}

/** The words up to the next option. With several of them one can go alone; the only one takes the option with it. */
function readList(
  args: readonly ShellWord[],
  at: number,
  option: string,
  client: ClientName,
  found: Argument[],
): number {
  let last = at;
  while (args[last + 1] && !args[last + 1]?.text.startsWith('--')) last += 1;
  for (let i = at + 1; i <= last; i += 1) {
    const word = args[i];
    const before = args[i - 1];
    const pair = word && pairOf(word, 0, word.text.length, option, client);
    if (!pair || !word || !before) continue;
    const alone = last === at + 1;
    const start = alone ? (args[at - 1]?.span.end ?? before.span.start) : before.span.end;
    found.push({ ...pair, removal: { start, end: word.span.end } });
  }
  return last;
}

/** `a=1,b=[x,y],c=2`: a comma inside brackets belongs to the value. */
function commaPairs(word: ShellWord, from: number, option: string, client: ClientName): readonly Argument[] {
  const found: Argument[] = [];
  let start = from;
  let depth = 0;
  for (let i = from; i <= word.text.length; i += 1) {
    const char = word.text[i];
    if (char === '[') depth += 1;
    if (char === ']') depth -= 1;
    if (i < word.text.length && (char !== ',' || depth > 0)) continue;
    const pair = pairOf(word, start, i, option, client);
    if (pair) found.push(pair);
    start = i + 1;
  }
  return found;
}

function pairOf(word: ShellWord, from: number, to: number, option: string, client: ClientName): Argument | undefined {
  const equals = word.text.indexOf('=', from);
  if (equals < 0 || equals >= to) return undefined;
  const key = word.text.slice(from, equals).trim();
  const keySpan = sourceSpan(word, from, equals);
  return {
    kind: 'pair',
    option,
    key,
    keySpan,
    ...readPart(word, equals + 1, to),
    removal: undefined,
    form: 'shellPair',
    client,
  };
}

function readPart(word: ShellWord, from: number, to = word.text.length): { value: SettingValue; valueSpan: Span } {
  const whole = sourceSpan(word, from, to);
  const placeholder = word.defaults.find((part) => part.from === from && part.to === to);
  if (placeholder) {
    const text = word.text.slice(from, to);
    return { value: { known: true, text, type: 'text', defaultOf: placeholder.name }, valueSpan: whole };
  }
  if (word.defaults.some((part) => part.from < to && from < part.to))
    return { value: { known: false }, valueSpan: whole };
  return { value: readValue(word.text.slice(from, to), 0).value, valueSpan: whole };
}

/** Where a part of a word stands in the source. */
function sourceSpan(word: ShellWord, from: number, to: number): Span {
  const start = word.map[from] ?? word.span.end;
  const last = word.map[to - 1];
  return { start, end: to <= from || last === undefined ? start : last + 1 };
}
