import { canonicalKey } from '../canonicalKeys';
import type { Configuration, Library } from './values';

/**
 * The library that reads a configuration which reaches no client in the file. A map counts only when something in it says
 * so: a constant of Kafka's, a setting that nothing but Kafka has, or a variable's name beside a setting.
 */
export function isKafkas(configuration: Configuration, libraries: readonly Library[]): Library | undefined {
  if (configuration.library) return configuration.library;
  const { writes } = configuration;
  // A table of what other systems call Kafka's settings sets none of them.
  if (configuration.names.some((name) => /(?:mapping|rename|alias|label|description|doc|translation)s?$/i.test(name))) {
    return undefined;
  }
  // A library with a frame of its own says so by its own types.
  for (const library of libraries.filter(({ frame }) => frame === undefined)) {
    if (library.isMarked?.(configuration)) return library;
    const known = writes.filter((write) => library.key(write.key, undefined));
    if (known.length === 0) continue;
    if (writes.some((write) => write.constantOf !== undefined)) return library;
    if (known.some((write) => unmistakable(library.key(write.key, undefined)?.key ?? '', write.key))) return library;
    const named = configuration.names.some((name) => /kafka|producer|rdkafka|streams/i.test(name));
    // Karafka's and WaterDrop's `config.kafka`.
    if (library.dotted && configuration.names.some((name) => name.endsWith('.kafka'))) return library;
    if (named && library.dotted && known.some((write) => write.key.includes('.'))) return library;
  }
  return undefined;
}

/** Names that only Kafka has; `acks`, `retries` and `group.id` are words that others use too. */
function unmistakable(key: string, written: string): boolean {
  if (telling.has(key)) return /[._]|[a-z][A-Z]/.test(written);
  return written.includes('.') && specific.has(key) && canonicalKey(key) !== undefined;
}

const telling: ReadonlySet<string> = new Set(['bootstrap.servers', 'connector.class']);

const specific: ReadonlySet<string> = new Set([
  'enable.idempotence',
  'max.in.flight.requests.per.connection',
  'transactional.id',
  'delivery.timeout.ms',
  'enable.auto.commit',
  'enable.auto.offset.store',
  'auto.offset.reset',
  'isolation.level',
  'key.serializer',
  'value.serializer',
  'key.deserializer',
  'value.deserializer',
  'processing.guarantee',
  'min.insync.replicas',
  'unclean.leader.election.enable',
]);
