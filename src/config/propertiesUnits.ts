import { entriesOfProperties } from './applicationEntries';
import { fileKind } from './fileKind';
import { keyedUnits } from './keyedUnits';
import { frameworkUnits } from './surfaces/frameworks';
import { type Extraction, nothing } from './unit';

export interface PropertiesSource {
  readonly path: string;
  readonly text: string;
  /** Where `text` starts in the document, for a block inside another format. */
  readonly offset?: number;
}

/**
 * The units of a .properties text: those of frameworks that put clients together by rules of their own, then one for the
 * keys at top level and one for each prefix in front of Kafka's keys.
 */
export function propertiesUnits(source: PropertiesSource): Extraction {
  const all = entriesOfProperties(source.text, source.offset);
  const kind = fileKind(source.path, new Set(all.map((entry) => entry.key)));
  if (kind === 'bundle') return nothing;
  const { units, rest } = frameworkUnits(all, source.path);
  const layers = [...new Set(rest.map((entry) => entry.layer))];
  const plain = layers.map((layer) =>
    keyedUnits({
      entries: rest.filter((entry) => entry.layer === layer),
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
