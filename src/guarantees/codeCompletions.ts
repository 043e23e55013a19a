import type { Span } from '../base/span';
import type { Setting, Unit } from '../config/unit';
import type { Completion, CompletionRequest } from './completion';
import { detailOf, valuesOf } from './completionItems';
import { defaultOf } from './defaultOf';
import { guideTo } from './settingGuide';

/** Properties of the objects that kafkajs takes, and their values. */
export function codeProperties(request: CompletionRequest): readonly Completion[] {
  const { text, offset, read, units, javaVersion } = request;
  const around = wordAt(text, offset);
  const property = /([A-Za-z]\w*)\s*:\s*$/.exec(text.slice(Math.max(0, around.start - 60), around.start))?.[1];
  if (property !== undefined) return propertyValues(property, request);
  // Only where a property of an object may begin, and only inside a call of a method that kafkajs has.
  if (!/[{,]\s*$/.test(withoutComment(text.slice(Math.max(0, around.start - 200), around.start)))) return [];
  if (!insideCall(text, around.start)) return [];
  const separated = /^\s*:/.test(text.slice(around.end, around.end + 20));
  const newText = separated ? `${trial} transactionTimeout` : trial;
  const changed = text.slice(0, around.start) + newText + text.slice(around.end);
  const end = around.start + newText.length;
  const landed = read({ span: around, newText }, changed).filter((unit) =>
    allSettings(unit).some(({ keySpan }) => around.start <= keySpan.start && keySpan.end <= end),
  );
  const unit = landed.find((one) => one.surface === 'kafkajs');
  if (!unit) return [];
  const tried = allSettings(unit).filter(({ keySpan }) => around.start <= keySpan.start && keySpan.end <= end);
  const own = units.find((one) => one.label === unit.label && one.span.start === unit.span.start);
  const written = new Set(own?.settings.filter((one) => !one.inherited).map((one) => one.writtenKey));
  const names = tried.every((one) => one.key === 'retries') ? retryProperties : (properties[unit.label] ?? []);
  return names
    .filter(({ name }) => !written.has(name))
    .map(({ name, key, meaning }, order): Completion => {
      const entry = guideTo(key);
      const usual = defaultOf(key, unit, javaVersion);
      const shown = usual && { ...usual, value: spell(key, usual.value) };
      return {
        kind: 'key',
        label: name,
        insert: separated ? name : `${name}: `,
        replace: around,
        detail: detailOf(shown),
        meaning: meaning ?? entry?.meaning ?? '',
        reference: entry?.reference ?? documentation,
        order,
      };
    });
}

/** One property of each kind of object; those that a call does not take land nowhere. */
const trial =
  "acks: 0, transactionTimeout: 1, maxInFlightRequests: 1, readUncommitted: false, groupId: '', autoCommit: false, fromBeginning: false, replicationFactor: 1, retries: 1,";

function propertyValues(name: string, { text, offset, read, javaVersion }: CompletionRequest): readonly Completion[] {
  const word = valueAt(text, offset);
  if (!insideCall(text, word.start)) return [];
  const changed = `${text.slice(0, word.start)}0${text.slice(word.end)}`;
  for (const unit of read({ span: word, newText: '0' }, changed)) {
    const setting = unit.settings.find((one) => one.valueSpan.start === word.start && one.writtenKey === name);
    if (!setting || unit.surface !== 'kafkajs') continue;
    const entry = guideTo(setting.key);
    if (!entry) return [];
    const values = entry.values.filter(({ value }) => spellable(setting.key, value));
    return valuesOf({ ...entry, values }, unit, javaVersion, (value) => spell(setting.key, value)).map((one) => ({
      ...one,
      replace: word,
    }));
  }
  return [];
}

const spellable = (key: string, value: string): boolean => !(key === 'auto.offset.reset' && value === 'none');

/** Kafka's words as kafkajs writes them. */
function spell(key: string, value: string): string {
  if (key === 'acks') return value === 'all' ? '-1' : value;
  if (key === 'isolation.level') return String(value === 'read_uncommitted');
  if (key === 'auto.offset.reset') return String(value === 'earliest');
  return value;
}

interface Property {
  readonly name: string;
  readonly key: string;
  readonly meaning?: string;
}

const documentation = 'https://kafka.js.org/docs/getting-started';

// Names and meanings: kafkajs 2.2, types/index.d.ts and docs/Producing.md, docs/Consuming.md.
const send: readonly Property[] = [
  { name: 'acks', key: 'acks' },
  { name: 'timeout', key: 'request.timeout.ms', meaning: 'Milliseconds that the broker waits for its followers.' },
  {
    name: 'compression',
    key: 'compression.type',
    meaning: 'A codec of CompressionTypes; all but GZIP need a package of their own.',
  },
];
const properties: Readonly<Record<string, readonly Property[]>> = {
  'kafkajs producer()': [
    { name: 'idempotent', key: 'enable.idempotence' },
    { name: 'transactionalId', key: 'transactional.id' },
    {
      name: 'maxInFlightRequests',
      key: 'max.in.flight.requests.per.connection',
      meaning: 'Requests without an answer yet; an idempotent producer needs 1 to keep the order.',
    },
    { name: 'transactionTimeout', key: 'transaction.timeout.ms' },
    { name: 'retry', key: 'retries', meaning: 'How failed sends are repeated: { retries, initialRetryTime, … }.' },
  ],
  'kafkajs send()': send,
  'kafkajs sendBatch()': send,
  'kafkajs consumer()': [
    { name: 'groupId', key: 'group.id' },
    {
      name: 'readUncommitted',
      key: 'isolation.level',
      meaning: 'Whether records of aborted and open transactions are delivered.',
    },
    { name: 'sessionTimeout', key: 'session.timeout.ms' },
  ],
  'kafkajs run()': [{ name: 'autoCommit', key: 'enable.auto.commit' }],
  'kafkajs subscribe()': [
    {
      name: 'fromBeginning',
      key: 'auto.offset.reset',
      meaning: 'Where a group without committed offsets starts: false skips what was written before.',
    },
  ],
  'kafkajs createTopics()': [
    {
      name: 'replicationFactor',
      key: 'replication.factor',
      meaning: 'Replicas of each partition; 3 survives two losses.',
    },
  ],
};
const retryProperties: readonly Property[] = [
  {
    name: 'retries',
    key: 'retries',
    meaning: 'How often a failed request is repeated; 0 drops records on any hiccup.',
  },
];

const allSettings = (unit: Unit): readonly Setting[] => unit.settings.filter((one) => !one.inherited);

/** True when one of the calls around a place is of a method that takes settings. Reads backwards over the brackets. */
function insideCall(text: string, at: number): boolean {
  let depth = 0;
  const stop = Math.max(0, at - 4_000);
  for (let i = at - 1; i >= stop; i -= 1) {
    const char = text[i];
    if (char === ')' || char === '}' || char === ']') depth += 1;
    else if (char === '(' || char === '{' || char === '[') depth -= 1;
    if (depth >= 0 || char !== '(') continue;
    if (method.test(text.slice(Math.max(0, i - 40), i))) return true;
    depth = 0;
  }
  return false;
}

const method = /\.\s*(?:producer|consumer|send|sendBatch|run|subscribe|createTopics)\s*(?:<[^>]*>)?\s*$/;

const withoutComment = (before: string): string => before.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*\n/g, ' ');

const wordAt = (text: string, offset: number): Span => run(text, offset, /[\w$]/);
const valueAt = (text: string, offset: number): Span => run(text, offset, /[\w$.-]/);

function run(text: string, offset: number, char: RegExp): Span {
  let start = offset;
  while (start > 0 && char.test(text[start - 1] ?? '')) start -= 1;
  let end = offset;
  while (end < text.length && char.test(text[end] ?? '')) end += 1;
  return { start, end };
}
