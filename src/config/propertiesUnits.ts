import { fileKind } from './fileKind';
import { type KeyedEntry, keyedUnits } from './keyedUnits';
import { type PropertyEntry, readProperties } from './properties';
import { readValue } from './readValue';
import { type Extraction, nothing } from './unit';

export interface PropertiesSource {
  readonly path: string;
  readonly text: string;
  /** Where `text` starts in the document, for a block inside another format. */
  readonly offset?: number;
}

/** The units of a .properties text: one for the keys at top level, one for each prefix in front of Kafka's keys. */
export function propertiesUnits(source: PropertiesSource): Extraction {
  const entries = propertiesEntries(source.text, source.offset);
  const kind = fileKind(source.path, new Set(entries.map((entry) => entry.key)));
  if (kind === 'bundle') return nothing;
  return keyedUnits({ entries, kind, surface: 'properties', id: `properties:${source.offset ?? 0}` });
}

export const propertiesEntries = (text: string, offset = 0): readonly KeyedEntry[] =>
  readProperties(text, offset).map(keyedEntry);

function keyedEntry(entry: PropertyEntry): KeyedEntry {
  const { key, keySpan, lineSpan, value: text } = entry;
  return {
    key,
    keySpan,
    span: lineSpan,
    text,
    setting: (canonicalName) => {
      const read = readValue(text, entry.valueSpan.start);
      return {
        key: canonicalName,
        writtenKey: key,
        keySpan,
        value: read.value,
        // With escapes or continued lines the places inside the value are not known one by one: the whole is taken.
        valueSpan: entry.literal ? read.span : entry.valueSpan,
        removals: [lineSpan],
        form: 'propertiesLine',
      };
    },
  };
}
