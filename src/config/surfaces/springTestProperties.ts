import type { LayeredEntry } from '../layers';
import { textSetting } from '../textSetting';
import type { Unit } from '../unit';
import { springUnits } from './spring';
import { springCloudStreamUnits } from './springCloudStream';

/**
 * Spring's settings as texts in code: `@SpringBootTest(properties = "spring.kafka.producer.acks=0")`,
 * `withPropertyValues(...)`, `registry.add("spring.kafka...", () -> "0")`. One list of texts, one application.
 */
export function springTestUnits(text: string): readonly Unit[] {
  if (!/"spring\.(?:kafka|cloud\.stream)\./.test(text)) return [];
  const lists = [...text.matchAll(list)].map((found) => entriesIn(found[0], found.index, pair));
  const calls = [...text.matchAll(call)].flatMap((found) => entriesIn(found[0], found.index, call));
  return [...lists, calls].flatMap((entries, index) =>
    [...springUnits(entries, false), ...springCloudStreamUnits(entries)].map((unit) => ({
      ...unit,
      id: `springTest:${index}:${unit.id}`,
    })),
  );
}

/** What takes properties, and the texts that it is given; comments may stand between them. */
const list =
  /(?:@[\w.]+\s*\((?:[^()"]|"[^"\n]*")*?\bproperties\s*=\s*[{[]?|\b(?:withPropertyValues|properties)\s*\()(?:\s*(?:"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*)\s*,?)+/g;
const pair = /"(spring\.(?:kafka|cloud\.stream)\.[\w.[\]-]+)(\s*[=:]\s*)([^"\n]*)"/g;
const call =
  /\b(?:System\.setProperty|registry\.add)\s*\(\s*"(spring\.(?:kafka|cloud\.stream)\.[\w.[\]-]+)("\s*,\s*(?:\(\s*\)\s*->\s*)?")([^"\n]*)"/g;

function entriesIn(source: string, offset: number, pattern: RegExp): readonly LayeredEntry[] {
  return [...source.matchAll(pattern)].flatMap((found): readonly LayeredEntry[] => {
    const [whole, key = '', between = '', value = ''] = found;
    const lineStart = source.lastIndexOf('\n', found.index) + 1;
    if (/^\s*(?:\/\/|\*)/.test(source.slice(lineStart, found.index))) return [];
    const start = offset + found.index + whole.indexOf(key);
    const at = start + key.length + between.length;
    const keySpan = { start, end: start + key.length };
    return [
      {
        key,
        keySpan,
        span: { start, end: at + value.length },
        text: value,
        layer: undefined,
        setting: (name) => textSetting(name, { name: key, at: start }, { text: value, at }),
      },
    ];
  });
}
