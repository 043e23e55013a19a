import type { IdentityChoice, SequenceChoice, SequenceScope, StartPosition, TailOptions } from './tail';

/** What every tail starts with unless something else was said. */
export const defaultTailOptions: Omit<TailOptions, 'topic'> = {
  start: { kind: 'end' },
  stopAtEnd: false,
  isolation: 'read_uncommitted',
  identity: { kind: 'auto' },
  sequence: { kind: 'auto' },
  graceMs: 2000,
};

/** Each topic has connections of its own to each of its brokers. */
export const MAX_TOPICS = 16;

/** Options from a source that may hold anything, such as the state saved by an older version. Undefined = unusable. */
export function readTailOptions(value: unknown): TailOptions | undefined {
  const from = fields(value);
  const start = readStart(from.start);
  if (typeof from.topic !== 'string' || from.topic === '' || !start) return undefined;
  const graceMs = isCount(from.graceMs) ? Math.min(from.graceMs, 60_000) : defaultTailOptions.graceMs;
  return {
    topic: from.topic,
    ...readMoreTopics(from.topic, from.moreTopics),
    ...readList('partitions', from.partitions, isCount),
    start,
    ...(isCount(from.maxMessages) && from.maxMessages > 0 ? { maxMessages: from.maxMessages } : {}),
    stopAtEnd: from.stopAtEnd === true,
    isolation: from.isolation === 'read_committed' ? 'read_committed' : 'read_uncommitted',
    identity: readIdentity(from.identity),
    sequence: readSequence(from.sequence),
    graceMs,
  };
}

function readMoreTopics(topic: string, value: unknown): Pick<TailOptions, 'moreTopics'> {
  const { moreTopics = [] } = readList('moreTopics', value, isName);
  const others = [...new Set(moreTopics)].filter((name) => name !== topic).slice(0, MAX_TOPICS - 1);
  return others.length === 0 ? {} : { moreTopics: others };
}

/** A list that is absent, empty or of something else means that there is none. */
function readList<K extends string, T>(name: K, value: unknown, is: (item: unknown) => item is T): { [P in K]?: T[] } {
  if (!Array.isArray(value) || value.length === 0 || !value.every(is)) return {};
  return { [name]: value } as { [P in K]?: T[] };
}

function readStart(value: unknown): StartPosition | undefined {
  const { kind, offset, partition, timestamp, count, group } = fields(value);
  if (kind === 'beginning' || kind === 'end') return { kind };
  if (kind === 'offset' && isCount(offset)) {
    return isCount(partition) ? { kind, offset, partition } : { kind, offset };
  }
  if (kind === 'timestamp' && isCount(timestamp)) return { kind, timestamp };
  if (kind === 'last' && isCount(count)) return { kind, count };
  if (kind === 'group' && isName(group)) return { kind, group };
  return undefined;
}

function readIdentity(value: unknown): IdentityChoice {
  const { kind, name, path } = fields(value);
  if (kind === 'none' || kind === 'content') return { kind };
  if (kind === 'header' && isName(name)) return { kind, name };
  if (kind === 'json' && isName(path)) return { kind, path };
  return { kind: 'auto' };
}

function readSequence(value: unknown): SequenceChoice {
  const { kind, name, path, of, scope } = fields(value);
  const scoped = isScope(scope) ? { scope } : {};
  if (kind === 'none') return { kind };
  if (kind === 'header' && isName(name)) return { kind, name, ...scoped };
  if (kind === 'json' && isName(path)) return { kind, path, ...scoped };
  if (kind === 'trailing' && (of === 'value' || of === 'key')) return { kind, of, ...scoped };
  return { kind: 'auto' };
}

const scopes: readonly SequenceScope[] = ['key', 'key+source', 'partition', 'topic', 'producer'];

const isScope = (value: unknown): value is SequenceScope => scopes.some((scope) => scope === value);

const isName = (value: unknown): value is string => typeof value === 'string' && value !== '';

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

const fields = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
