import { entriesOfProperties } from './applicationEntries';
import { canonicalKey, looseKeyBelow } from './canonicalKeys';
import { fileKind } from './fileKind';
import { type KeyedEntry, keyedUnits } from './keyedUnits';
import type { Neighbour } from './neighbours/neighbour';
import { frameworkUnits } from './surfaces/frameworks';
import { type Extraction, nothing } from './unit';
import { anyWords, withWords } from './words';

export interface PropertiesSource {
  readonly path: string;
  readonly text: string;
  /** Where `text` starts in the document, for a block inside another format. */
  readonly offset?: number;
  readonly neighbours?: readonly Neighbour[];
}

/**
 * The units of a .properties text: those of frameworks that put clients together by rules of their own, then one for the
 * keys at top level and one for each prefix in front of Kafka's keys.
 */
export function propertiesUnits(source: PropertiesSource): Extraction {
  const all = entriesOfProperties(source.text, source.offset);
  const kind = fileKind(source.path, new Set(all.map((entry) => entry.key)));
  if (kind === 'bundle') return nothing;
  const { units, rest } = frameworkUnits(all, source.path, source.neighbours ?? []);
  const layers = [...new Set(rest.map((entry) => entry.layer))];
  const plain = layers.map((layer) =>
    keyedUnits({
      entries: flumeSinks(layers.length === 1 ? rest : rest.filter((entry) => entry.layer === layer)).map(loosened),
      kind,
      surface: 'properties',
      id: `properties:${source.offset ?? 0}${layer === undefined ? '' : `:${layer}`}`,
    }),
  );
  return {
    units: [...units, ...plain.flatMap((part) => part.units)],
    consumerCommands: [],
    bootstrapServers: plain.flatMap((part) => part.bootstrapServers),
  };
}

/** `camel.component.kafka.request-required-acks`: Kafka's setting under a program's own name for it. */
function loosened(entry: KeyedEntry): KeyedEntry {
  const at = entry.key.lastIndexOf('.') + 1;
  if (at === 0 || !/[-_A-Z][^.]*$/.test(entry.key)) return entry;
  const last = entry.key.slice(at);
  const section = entry.key.slice(entry.key.lastIndexOf('.', at - 2) + 1, at - 1);
  const found = canonicalKey(last) ? undefined : looseKeyBelow(section, last);
  if (!found || !/kafka|producer|consumer/i.test(entry.key.slice(0, at))) return entry;
  return {
    ...entry,
    key: `${entry.key.slice(0, at)}${found.key}`,
    setting: (name) => withWords(entry.setting(name), anyWords),
  };
}

/** Flume before 1.7 has a name of its own for acks, right at the sink, whose type says that it is Kafka's. */
function flumeSinks(entries: readonly KeyedEntry[]): readonly KeyedEntry[] {
  const sinks = new Set(
    entries.flatMap(({ key, text }) =>
      /\.sinks\.[^.]+\.type$/.test(key) && /KafkaSink$/.test(text.trim()) ? [key.slice(0, -'type'.length)] : [],
    ),
  );
  if (sinks.size === 0) return entries;
  return entries.map((entry) => {
    const sink = /^(?<prefix>.+\.)requiredAcks$/.exec(entry.key)?.groups?.prefix ?? '';
    return sinks.has(sink) ? { ...entry, key: `${sink}kafka.producer.acks` } : entry;
  });
}
