import { deepStrictEqual } from 'node:assert/strict';
import { readProperties } from '../../../src/config/properties';

const read = (text: string): readonly (readonly [string, string, string])[] =>
  readProperties(text).map(({ key, value, lineSpan }) => [key, value, text.slice(lineSpan.start, lineSpan.end)]);

describe('readProperties', () => {
  it('knows the separators and both comments', () => {
    deepStrictEqual(read('a=1\nb : 2\nc 3\n# d=4\n! e=5\n  f=6\n'), [
      ['a', '1', 'a=1\n'],
      ['b', '2', 'b : 2\n'],
      ['c', '3', 'c 3\n'],
      ['f', '6', '  f=6\n'],
    ]);
  });

  it('joins continued lines, with CRLF too', () => {
    deepStrictEqual(read('a=1\\\r\n  2\r\nb\\\r\n c=3\r\nd=\\\r\n  4\r\n'), [
      ['a', '12', 'a=1\\\r\n  2\r\n'],
      ['bc', '3', 'b\\\r\n c=3\r\n'],
      ['d', '4', 'd=\\\r\n  4\r\n'],
    ]);
  });

  it('resolves escapes, keeps two backslashes apart from a continuation, skips the byte order mark', () => {
    deepStrictEqual(read('\ufeffac\\u006bs=0\nb=c\\\\\nd\\:e=f'), [
      ['acks', '0', '\ufeffac\\u006bs=0\n'],
      ['b', 'c\\', 'b=c\\\\\n'],
      ['d:e', 'f', 'd\\:e=f'],
    ]);
  });
});
