import { type ClientName, type Extraction, nothing, type Unit } from '../unit';
import { type WrittenSetting, writtenUnit } from './writtenUnit';

/** Languages whose few ways to write a Kafka setting are known by their spelling; no grammar is loaded for them. */
export type SpelledLanguage = 'elixir' | 'erlang' | 'lua' | 'fsharp' | 'clojure';

/** The client configurations in a file of such a language. */
export function spelledUnits(text: string, language: SpelledLanguage): Extraction {
  const { context, comments, client, label, settings } = languages[language];
  if (!context.test(text)) return nothing;
  // Texts are left only where they are the way to write a key.
  const code = text.replace(comments, (part) =>
    part.startsWith('"') && language === 'clojure' ? part : part.replace(/[^\n]/g, ' '),
  );
  const groups = new Map<number, WrittenSetting[]>();
  for (const { key, written, values } of settings) {
    for (const match of code.matchAll(written)) {
      const { name = '', value = '' } = match.groups ?? {};
      const start = match.index + match[0].indexOf(name);
      const valueStart = match.index + match[0].lastIndexOf(value);
      const known = values?.[value] ?? value;
      const owner = opening(code, match.index);
      const group = groups.get(owner) ?? [];
      groups.set(owner, group);
      group.push({
        key,
        keySpan: { start, end: start + name.length },
        value: known,
        type: /^-?\d+$/.test(value) && !code.startsWith('"', valueStart - 1) ? 'number' : 'text',
        valueSpan: { start: valueStart, end: valueStart + value.length },
        ...(values ? { spellings: reversed(values) } : { spellings: { all: client === 'java' ? 'all' : '-1' } }),
      });
    }
  }
  const units: Unit[] = [];
  for (const found of groups.values()) {
    found.sort((a, b) => a.keySpan.start - b.keySpan.start);
    const unit = writtenUnit(text, found, { id: `${language}:${units.length + 1}`, role: 'producer', client, label });
    if (unit) units.push(unit);
  }
  return { ...nothing, units };
}

interface Spelling {
  readonly context: RegExp;
  /** Comments and texts. */
  readonly comments: RegExp;
  readonly client: ClientName;
  readonly label: string;
  readonly settings: readonly {
    readonly key: string;
    readonly written: RegExp;
    readonly values?: Readonly<Record<string, string>>;
  }[];
}

const brod = {
  context: /\bbrod\b|\bKafkaEx\b|\bKaffe\b|\bkafka_protocol\b/,
  client: 'brod',
  label: 'producer settings',
} as const;

const languages: Readonly<Record<SpelledLanguage, Spelling>> = {
  elixir: {
    ...brod,
    comments: /"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|#[^\n]*/g,
    settings: [
      { key: 'acks', written: /(?<![\w"])(?<name>required_acks):\s*(?<value>-?\d+)(?!\w)/g },
      { key: 'acks', written: /\{\s*:(?<name>required_acks)\s*,\s*(?<value>-?\d+)\s*\}/g },
    ],
  },
  erlang: {
    ...brod,
    comments: /"(?:[^"\\\n]|\\.)*"|%[^\n]*/g,
    settings: [
      { key: 'acks', written: /\{\s*(?<name>required_acks)\s*,\s*(?<value>-?\d+)\s*\}/g },
      { key: 'acks', written: /(?<!\w)(?<name>required_acks)\s*=>\s*(?<value>-?\d+)(?!\w)/g },
    ],
  },
  lua: {
    context: /resty\.kafka/,
    comments: /"(?:[^"\\\n]|\\.)*"|--[^\n]*/g,
    client: 'lua-resty-kafka',
    label: 'producer settings',
    settings: [{ key: 'acks', written: /(?<![\w.])(?<name>required_acks)\s*=\s*(?<value>-?\d+)(?!\w)/g }],
  },
  fsharp: {
    context: /\bConfluent\.Kafka\b/,
    comments: /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\(\*[\s\S]*?\*\)/g,
    client: 'librdkafka',
    label: 'ProducerConfig',
    settings: [
      {
        key: 'acks',
        written: /\b(?<name>Acks)\s*(?:=|<-)\s*(?:\(?\s*Nullable\s*\(?\s*)?(?<value>Acks\.(?:None|Leader|All))\b/g,
        values: { 'Acks.None': '0', 'Acks.Leader': '1', 'Acks.All': 'all' },
      },
      {
        key: 'enable.idempotence',
        written: /\b(?<name>EnableIdempotence)\s*(?:=|<-)\s*(?:\(?\s*Nullable\s*\(?\s*)?(?<value>true|false)\b/g,
      },
    ],
  },
  clojure: {
    context: /org\.apache\.kafka|jackdaw|\bkafka\b/,
    comments: /"(?:[^"\\]|\\.)*"|;[^\n]*/g,
    client: 'java',
    label: 'producer settings',
    settings: [
      { key: 'acks', written: /(?<name>ProducerConfig\/ACKS_CONFIG)\s+"(?<value>[\w-]+)"/g },
      { key: 'retries', written: /(?<name>ProducerConfig\/RETRIES_CONFIG)\s+\(?(?:int\s+)?"?(?<value>\d+)"?/g },
      {
        key: 'acks',
        written: /"(?<name>acks)"(?<=\{[^{}]*"bootstrap\.servers"[^{}]*)\s+"(?<value>[\w-]+)"/g,
      },
      {
        key: 'acks',
        written: /"(?<name>acks)"\s+"(?<value>[\w-]+)"(?=[^{}]*"bootstrap\.servers"[^{}]*\})/g,
      },
    ],
  },
};

const reversed = (values: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [value, name]));

/** Where the innermost bracket around a place opens: what stands in the same one is one configuration. */
function opening(code: string, at: number): number {
  let depth = 0;
  for (let place = at - 1; place >= 0 && at - place < maxReach; place -= 1) {
    const char = code[place];
    if (char === ')' || char === ']' || char === '}') depth += 1;
    else if (char === '(' || char === '[' || char === '{') {
      if (depth === 0) return place;
      depth -= 1;
    }
  }
  return -1;
}

const maxReach = 4000;
