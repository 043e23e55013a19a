import type { Span } from '../../base/span';
import type { KeyedEntry } from '../keyedUnits';
import { readValue } from '../readValue';

/** `NAME=value` of an environment: where the value begins is `at`. Quotes around it are not part of it. */
export function variable(name: string, text: string, keySpan: Span, at: number): KeyedEntry {
  const quote = /^(["']).*\1$/s.test(text) ? 1 : 0;
  const bare = text.slice(quote, text.length - quote);
  return {
    key: name,
    keySpan,
    span: { start: keySpan.start, end: at + text.length },
    text: bare,
    setting: (key) => {
      const read = readValue(bare, at + quote);
      return {
        key,
        writtenKey: name,
        keySpan,
        value: read.value,
        valueSpan: read.span,
        removals: [],
        form: 'plainValue',
      };
    },
  };
}
