import { looseKey } from '../canonicalKeys';
import { makeUnit } from '../makeUnit';
import { readValue } from '../readValue';
import type { Setting, Unit } from '../unit';
import { anyWords, withWords } from '../words';

/** Camel's endpoint addresses in any text: `kafka:orders?brokers=b:9092&requestRequiredAcks=0`. */
export function camelUriUnits(text: string, offset = 0): readonly Unit[] {
  if (!text.includes('kafka:')) return [];
  return [...text.matchAll(/(?<![\w/.-])kafka:[\w.${}:-]+\?([^\s"'<>`]+)/g)].flatMap((uri, index) => {
    const lineStart = text.lastIndexOf('\n', uri.index) + 1;
    if (/^\s*(?:#|\/\/|\*|<!--)/.test(text.slice(lineStart, uri.index))) return [];
    const query = uri[1] ?? '';
    const start = offset + uri.index + uri[0].length - query.length;
    const settings = [...query.matchAll(/(?<=^|&|;)([A-Za-z]+)=([^&;]*)/g)].flatMap((pair): readonly Setting[] => {
      const [, name = '', value = ''] = pair;
      // Camel's own retries and the keys of its error handling have other names.
      const found = looseKey(name === 'autoCommitEnable' ? 'enable.auto.commit' : name);
      if (!found) return [];
      const at = start + pair.index;
      const read = readValue(value, at + name.length + 1);
      const keySpan = { start: at, end: at + name.length };
      const setting: Setting = {
        key: found.key,
        writtenKey: name,
        keySpan,
        value: read.value,
        valueSpan: read.span,
        removals: [],
        form: 'plainValue',
      };
      return [withWords(setting, anyWords)];
    });
    const unit = makeUnit({
      id: `camel:${offset}:${index}`,
      role: 'client',
      surface: 'application',
      label: 'Camel endpoint',
      settings,
    });
    return unit ?? [];
  });
}
