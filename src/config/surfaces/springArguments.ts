import type { LayeredEntry } from '../layers';
import { readValue } from '../readValue';
import type { Unit } from '../unit';
import { springUnits } from './spring';
import { springCloudStreamUnits } from './springCloudStream';

/** `--spring.kafka.producer.acks=0` and `-Dspring.kafka...` on command lines, in whatever file. One line, one process. */
export function springArgumentUnits(text: string): readonly Unit[] {
  if (!/(?:--|-D)spring\.(?:kafka|cloud\.stream)/.test(text)) return [];
  const lines = new Map<number, LayeredEntry[]>();
  for (const found of text.matchAll(
    /(?<=^|[\s"'[,(])(?:--|-D)(spring\.(?:kafka|cloud\.stream)\.[\w.[\]-]+)=("[^"\n]*"|'[^'\n]*'|[^\s"',\])\\]*)/gm,
  )) {
    const [whole, key = '', raw = ''] = found;
    const lineStart = text.lastIndexOf('\n', found.index) + 1;
    if (/^\s*(?:#|\/\/)/.test(text.slice(lineStart, found.index))) continue;
    const start = found.index + whole.indexOf(key);
    const entries = lines.get(lineStart) ?? [];
    entries.push(entryOf(key, raw, start));
    lines.set(lineStart, entries);
  }
  return [...lines].flatMap(([line, entries]) =>
    [...springUnits(entries, false), ...springCloudStreamUnits(entries)].map((unit) => ({
      ...unit,
      id: `arguments:${line}:${unit.id}`,
    })),
  );
}

function entryOf(key: string, raw: string, start: number): LayeredEntry {
  const keySpan = { start, end: start + key.length };
  const quotes = /^["']/.test(raw) ? 1 : 0;
  const text = raw.slice(quotes, raw.length - quotes);
  const at = keySpan.end + 1 + quotes;
  return {
    key,
    keySpan,
    span: { start, end: at + text.length + quotes },
    text,
    layer: undefined,
    setting: (name) => {
      const read = readValue(text, at);
      return {
        key: name,
        writtenKey: key,
        keySpan,
        value: read.value,
        valueSpan: read.span,
        removals: [],
        form: 'plainValue',
      };
    },
  };
}
