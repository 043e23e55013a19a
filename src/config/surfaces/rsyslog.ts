import { canonicalKey } from '../canonicalKeys';
import { makeUnit } from '../makeUnit';
import { readValue } from '../readValue';
import type { Setting, Unit } from '../unit';

/** `action(type="omkafka" ... confParam=["k=v"] topicConfParam=["k=v"])` of rsyslog, on librdkafka. */
export function rsyslogUnits(text: string): readonly Unit[] {
  return [...text.matchAll(/\baction\s*\((?:[^()"]|"(?:[^"\\]|\\.)*")*\)/g)].flatMap((action) => {
    const [source] = action;
    if (!/\btype\s*=\s*"omkafka"/i.test(source)) return [];
    const settings = [...source.matchAll(/\b(?:topicConfParam|confParam)\s*=\s*\[([^\]]*)\]/gi)].flatMap((list) => {
      const inside = list[1] ?? '';
      const start = action.index + list.index + list[0].lastIndexOf(inside);
      return pairsOf(text, inside, start);
    });
    const unit = makeUnit({
      id: `rsyslog:${action.index}`,
      role: 'producer',
      surface: 'pipeline',
      label: 'rsyslog omkafka',
      settings,
      client: 'librdkafka',
    });
    return unit ?? [];
  });
}

function pairsOf(text: string, list: string, start: number): readonly Setting[] {
  return [...list.matchAll(/"([\w.-]+)=([^"]*)"/g)].flatMap((pair): readonly Setting[] => {
    const [, name = '', value = ''] = pair;
    const canonical = canonicalKey(name);
    const at = start + pair.index + 1;
    const lineStart = text.lastIndexOf('\n', at) + 1;
    if (!canonical || /^\s*#/.test(text.slice(lineStart, at))) return [];
    const read = readValue(value, at + name.length + 1);
    return [
      {
        key: canonical.key,
        writtenKey: name,
        keySpan: { start: at, end: at + name.length },
        value: read.value,
        valueSpan: read.span,
        removals: [],
        form: 'plainValue',
      },
    ];
  });
}
