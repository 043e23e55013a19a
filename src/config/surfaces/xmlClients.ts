import { type KeyedEntry, keyedUnits } from '../keyedUnits';
import type { Unit } from '../unit';
import { variable } from './variable';

/**
 * Client settings in XML: maps and properties of Spring's beans, which have to name brokers or serializers, and the Kafka
 * appenders of Logback and Log4j 2. Comments are blanks here already.
 */
export function xmlClientUnits(text: string): readonly Unit[] {
  return readers.flatMap(({ block, entry, kind }) =>
    [...text.matchAll(block)].flatMap((found) => {
      const { inside = '' } = found.groups ?? {};
      const start = found.index + found[0].lastIndexOf(inside);
      const entries = [...inside.matchAll(entry)].map((one): KeyedEntry => entryOf(one, start));
      return keyedUnits({ entries, kind, surface: 'application', id: `xml:${start}` }).units;
    }),
  );
}

const readers = [
  {
    block:
      /<(?<name>(?:util:)?(?:map|props|properties))\b[^<>]*>(?<inside>(?:(?!<\k<name>\b)[\s\S])*?)<\/\k<name>\s*>/g,
    entry:
      /<(?:entry|prop)\s+key="(?<key>[\w.]+)"(?:\s+value="(?<attribute>[^"]*)"|(?:\s+[\w-]+="[^"]*")*\s*>\s*(?:<value[^>]*>)?(?<text>[^<]*))/g,
    kind: 'unknown',
  },
  {
    block: /<appender\b[^<>]*KafkaAppender[^<>]*>(?<inside>(?:(?!<appender\b)[\s\S])*?)<\/appender>/g,
    entry: /<producerConfig>\s*(?<key>[\w.]+)\s*=(?<text>[^<]*)/g,
    kind: 'producer',
  },
  {
    block: /<Kafka\b[^<>]*>(?<inside>(?:(?!<Kafka\b)[\s\S])*?)<\/Kafka>/g,
    entry: /<Property\s+name="(?<key>[\w.]+)"(?:\s+value="(?<attribute>[^"]*)"|\s*>(?<text>[^<]*))/g,
    kind: 'producer',
  },
] as const;

function entryOf(found: RegExpMatchArray, start: number): KeyedEntry {
  const { key = '', attribute, text = '' } = found.groups ?? {};
  const value = attribute ?? text;
  const at = start + (found.index ?? 0) + found[0].indexOf(key);
  const end = start + (found.index ?? 0) + found[0].length - (attribute === undefined ? 0 : 1);
  return variable(key, value, { start: at, end: at + key.length }, end - value.length);
}
