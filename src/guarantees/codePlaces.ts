import type { Span } from '../base/span';
import type { NameStyle } from '../config/clientNames';
import type { CodeLanguage } from '../config/code/codeParser';
import { wordAround } from './keyManners';

/** A place in code where a setting's name may be typed. */
export interface CodePlace {
  readonly style: NameStyle;
  /** What is typed of the name: an item takes its place. */
  readonly word: Span;
  /** Texts to put there by way of trial, the likeliest first, and what they replace. */
  readonly trials: readonly { readonly span: Span; readonly newText: string }[];
  /** A name as it is inserted. */
  readonly write: (name: string) => string;
}

/** Undefined where no name of a setting can begin: asked at every key press, so it looks at the text nearby only. */
export function codePlace(text: string, offset: number, language: CodeLanguage): CodePlace | undefined {
  const word = wordAround(text, offset);
  return (
    textPlace(text, word, language) ??
    constantPlace(text, offset) ??
    fieldPlace(text, offset, language) ??
    namePlace(text, wordAround(text, offset, /\w/), language)
  );
}

/**
 * One key of each side, because not every place takes every key. Not the telling ones: with `isolation.level` in it any map
 * would look like Kafka's.
 */
const sideKeys = ['acks', 'max.poll.interval.ms', 'compression.type'];

/** Between a key in quotes and its value: in a call, and in a literal of the language. */
const separators: Readonly<Partial<Record<CodeLanguage, string>>> = {
  kotlin: ' to ',
  scala: ' -> ',
  groovy: ': ',
  python: ': ',
  go: ': ',
  php: ' => ',
  ruby: ' => ',
  typescript: ': ',
  tsx: ': ',
};

/** `props.put("…", …)`, `{"…": …}`, `props["…"] = …`. */
function textPlace(text: string, word: Span, language: CodeLanguage): CodePlace | undefined {
  const quote = text[word.start - 1] ?? '';
  if (quote !== '"' && quote !== "'") return undefined;
  const open = /[([{,]\s*$/.exec(text.slice(Math.max(0, word.start - 200), word.start - 1))?.[0][0];
  if (open === undefined) return undefined;
  const closed = text[word.end] === quote;
  const after = text.slice(word.end + Number(closed), word.end + 40);
  const write = (name: string): string => name;
  if (open === '[' && /^\][ \t]*=(?!=)/.test(after)) return { style: 'text', word, write, trials: one(word, sideKeys) };
  const trials: { span: Span; newText: string }[] = [];
  if (/^\s*(?:,|:|=>|->|to\b)/.test(after)) trials.push(...one(word, sideKeys));
  const end = closed ? '' : quote;
  const pair = (separator: string) => (key: string) => `${key}${quote}${separator}${quote}0`;
  const literal = separators[language];
  if (literal !== undefined && open !== '[') {
    trials.push({ span: word, newText: `${sideKeys.map(pair(literal)).join(`${quote}, ${quote}`)}${end}` });
  } else if (literal === ' => ') trials.push({ span: word, newText: `${pair(literal)('acks')}${end}` });
  if (open === '[' && closed && after.startsWith(']')) {
    const span = { start: word.start, end: word.end + 2 };
    for (const key of sideKeys) trials.push({ span, newText: `${key}${quote}] = ${quote}0${quote}` });
  } else for (const key of sideKeys) trials.push({ span: word, newText: `${pair(', ')(key)}${end}` });
  return { style: 'text', word, write, trials };
}

const one = (span: Span, keys: readonly string[]) => keys.map((newText) => ({ span, newText }));

/** `props.put(ProducerConfig.…, …)`. */
function constantPlace(text: string, offset: number): CodePlace | undefined {
  const word = wordAround(text, offset, /\w/);
  const owner = /\b(Producer|Consumer|Topic)Config\.$/.exec(text.slice(Math.max(0, word.start - 40), word.start))?.[1];
  if (owner === undefined) return undefined;
  const name =
    { Producer: 'ACKS_CONFIG', Consumer: 'ISOLATION_LEVEL_CONFIG', Topic: 'MIN_IN_SYNC_REPLICAS_CONFIG' }[owner] ?? '';
  const rests = /^\s*(?:,|\]|to\b|->)/.test(text.slice(word.end, word.end + 40))
    ? ['']
    : [', "0"', ' to "0"', ' -> "0"'];
  return {
    style: 'constant',
    word,
    write: (constant) => constant,
    trials: rests.map((rest) => ({ span: word, newText: name + rest })),
  };
}

/** `config.Producer.…` of sarama: the whole path is one name behind the variable. */
function fieldPlace(text: string, offset: number, language: CodeLanguage): CodePlace | undefined {
  if (language !== 'go' || !/\bsarama\b/.test(text)) return undefined;
  const path = wordAround(text, offset, /[\w.]/);
  const lineStart = text.lastIndexOf('\n', path.start - 1) + 1;
  const base = /^\w+\./.exec(text.slice(path.start, path.end))?.[0];
  if (base === undefined || text.slice(lineStart, path.start).trim() !== '') return undefined;
  const word = { start: path.start + base.length, end: path.end };
  const assigned = /^[ \t]*=/.test(text.slice(word.end, word.end + 20));
  return {
    style: 'name',
    word,
    write: (name) => (assigned ? name : `${name} = `),
    trials: one(word, ['Producer.RequiredAcks', 'Consumer.IsolationLevel']).map(({ span, newText }) => ({
      span,
      newText: assigned ? newText : `${newText} = 0`,
    })),
  };
}

/** Arguments and fields by name: what makes the configuration stands in front of them. */
const named: readonly {
  readonly language: CodeLanguage;
  readonly maker: RegExp;
  readonly separator: string;
  readonly names: readonly string[];
}[] = [
  { language: 'python', maker: /Kafka(?:Producer|Consumer)\s*\(/, separator: '=', names: ['acks', 'isolation_level'] },
  {
    language: 'csharp',
    maker: /new\s+\w*(?:Producer|Consumer)Config\b/,
    separator: ' = ',
    names: ['Acks', 'IsolationLevel'],
  },
  {
    language: 'go',
    maker: /\b(?:Writer|ReaderConfig)\s*\{/,
    separator: ': ',
    names: ['RequiredAcks', 'IsolationLevel'],
  },
];

function namePlace(text: string, word: Span, language: CodeLanguage): CodePlace | undefined {
  const row = named.find((one) => one.language === language);
  const before = text.slice(Math.max(0, word.start - 2_000), word.start);
  if (!row?.maker.test(before) || !/[({,]\s*$/.test(before)) return undefined;
  const { separator, names } = row;
  const assigned = new RegExp(`^[ \\t]*${separator.trim()}`).test(text.slice(word.end, word.end + 20));
  const pairs = names.map((name) => `${name}${separator}0`).join(', ');
  return {
    style: 'name',
    word,
    write: (name) => (assigned ? name : `${name}${separator}`),
    trials: assigned ? one(word, names) : [{ span: word, newText: `${pairs},` }],
  };
}
