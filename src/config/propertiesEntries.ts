import type { LayeredEntry } from './layers';
import { type PropertyEntry, readProperties } from './properties';
import { readValue } from './readValue';

/** The lines of a .properties text as entries, as if all of them counted always. */
export const propertiesEntries = (text: string, offset = 0): readonly LayeredEntry[] =>
  readProperties(text, offset).map(keyedEntry);

function keyedEntry(entry: PropertyEntry): LayeredEntry {
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
    layer: undefined,
  };
}
