import type { Setting } from './unit';

/** How a surface writes values of Kafka's settings. */
export interface Words {
  /** By Kafka's key: the surface's word in lower case, and Kafka's. */
  readonly read: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** By Kafka's key: Kafka's word and the surface's. */
  readonly write?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Words that are not in the table are not known instead of being Kafka's own. */
  readonly strict?: boolean;
}

/** Kafka's word for what is written, or undefined where a strict surface does not know it. */
export function readWord(words: Words, key: string, text: string): string | undefined {
  const table = words.read[key];
  if (!table) return text;
  const lower = text.toLowerCase();
  if (Object.hasOwn(table, lower)) return table[lower];
  return words.strict ? undefined : text;
}

const acks = {
  '0': '0',
  none: '0',
  noresponse: '0',
  no_response: '0',
  noack: '0',
  '1': '1',
  leader: '1',
  local: '1',
  waitforlocal: '1',
  '-1': '-1',
  all: 'all',
  waitforall: 'all',
} as const;

/** The enums of Spring, in any of the ways that relaxed binding takes. */
export const springWords: Words = {
  read: {
    'isolation.level': {
      read_uncommitted: 'read_uncommitted',
      'read-uncommitted': 'read_uncommitted',
      readuncommitted: 'read_uncommitted',
      read_committed: 'read_committed',
      'read-committed': 'read_committed',
      readcommitted: 'read_committed',
    },
  },
};

/** A setting whose value is one of the surface's words. */
export function withWords(setting: Setting, words: Words): Setting {
  const { value } = setting;
  if (!value.known) return setting;
  const text = readWord(words, setting.key, value.text);
  const spellings = words.write?.[setting.key];
  return {
    ...setting,
    value: text === undefined ? { known: false } : { ...value, text },
    ...(spellings ? { spellings } : {}),
  };
}

/** Names of an application's own: only values that can mean nothing else are taken. */
export const anyWords: Words = { read: { acks }, strict: true };

/** Programs whose acks is a number: Beats, Telegraf, APISIX, Kong. */
export const numberWords: Words = { read: { acks }, write: { acks: { all: '-1' } }, strict: true };

/** Confluent.Kafka's enums, which .NET reads without regard to letter case. */
export const dotnetWords: Words = {
  read: {
    acks,
    'enable.auto.commit': { true: 'true', false: 'false' },
    'enable.idempotence': { true: 'true', false: 'false' },
    'enable.auto.offset.store': { true: 'true', false: 'false' },
    'auto.offset.reset': { latest: 'latest', earliest: 'earliest', error: 'error' },
    'isolation.level': { readuncommitted: 'read_uncommitted', readcommitted: 'read_committed' },
  },
  write: {
    acks: { all: 'All' },
    'auto.offset.reset': { earliest: 'Earliest' },
    'isolation.level': { read_committed: 'ReadCommitted' },
  },
  strict: true,
};
