import { clientKey } from '../../canonicalKeys';
import type { ClientName } from '../../unit';
import type { KeyMeaning, KnownValue, Value } from '../values';

/** Kafka's own dotted keys, as the Java client or librdkafka reads them. */
export function dottedKey(written: string, client: ClientName): KeyMeaning | undefined {
  const found = clientKey(written, client);
  if (!found || (found.only && found.only !== client)) return undefined;
  return { key: found.key };
}

/** Keys by their written names. */
export const keysOf =
  (names: Readonly<Record<string, string>>) =>
  (written: string): KeyMeaning | undefined => {
    const key = Object.hasOwn(names, written) ? names[written] : undefined;
    return key === undefined ? undefined : { key };
  };

/** `max_in_flight_requests_per_connection` is Kafka's key with other separators. */
export function snakeKey(written: string): KeyMeaning | undefined {
  return /^[a-z_]+$/.test(written) ? dottedKey(written.replace(/_/g, '.'), 'kafka-python') : undefined;
}

/** The value that a name of an enumeration stands for, by the last segment of the name. */
export function enumValue(value: Value, names: Readonly<Record<string, string>>): KnownValue | undefined {
  const path = value.kind === 'path' ? value.path : value.kind === 'instance' ? value.type.replace(/\(\)$/, '') : '';
  const last = path.replace(/^.*[.#]/, '');
  const text = path && Object.hasOwn(names, last) ? names[last] : undefined;
  return text === undefined ? undefined : { text, type: 'text' };
}

/** The other names of the enumeration that a value comes from, written as it is. */
export function enumWords(value: Value, names: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const [, prefix = '', last = ''] = value.kind === 'path' ? (/^(.*\.)(\w+)$/.exec(value.path) ?? []) : [];
  if (!last || !Object.hasOwn(names, last)) return {};
  const capitals = last === last.toUpperCase();
  const alike = Object.entries(names).filter(([name]) => (name === name.toUpperCase()) === capitals);
  return Object.fromEntries(alike.map(([name, text]) => [text, `${prefix}${name}`]));
}

/** Flags of JavaScript clients in the place of Kafka's words. */
export const flagWords: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  acks: { all: '-1' },
  'auto.offset.reset': { earliest: 'true', latest: 'false' },
  'isolation.level': { read_uncommitted: 'true', read_committed: 'false' },
};

/** A boolean setting of the library that says the opposite of Kafka's. */
export function negated(value: Value): KnownValue | undefined {
  if (value.kind !== 'scalar' || value.type !== 'boolean') return undefined;
  return { text: value.text === 'true' ? 'false' : 'true', type: 'boolean' };
}

/** A flag in the words of the setting that it is. */
export function flag(value: Value, whenTrue: string, whenFalse: string): KnownValue | undefined {
  if (value.kind !== 'scalar' || value.type !== 'boolean') return undefined;
  return { text: value.text === 'true' ? whenTrue : whenFalse, type: 'text' };
}

/** Keys in quotes that nobody but Kafka has: a module that only holds settings imports nothing. */
const ownKeys =
  /['"](?:metadata\.broker\.list|bootstrap\.servers|request\.required\.acks|message\.timeout\.ms|delivery\.timeout\.ms|enable\.idempotence|enable\.auto\.commit|auto\.offset\.reset|max\.in\.flight(?:\.requests\.per\.connection)?)['"]/;

/** A file that imports a library, or has Kafka's own keys. */
export const importedOr = (library: RegExp): RegExp => new RegExp(`${library.source}|${ownKeys.source}`);
