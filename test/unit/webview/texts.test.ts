import { deepStrictEqual, match, strictEqual } from 'node:assert';
import fc from 'fast-check';
import { formatJson } from '../../../src/base/formatJson';
import { visibleText } from '../../../src/base/visibleText';
import { formatFullTime, formatTime } from '../../../webview/tail/formatTime';
import { actionOf } from '../../../webview/tail/keymap';
import {
  formatPartitions,
  formatStart,
  parseCount,
  parsePartitions,
  parseStart,
} from '../../../webview/tail/parseStart';
import { partitionIds, partitionName } from '../../../webview/tail/partitionName';

describe('texts of the tail view', () => {
  it('spells out what cannot be seen and leaves the rest alone', () => {
    strictEqual(visibleText('plain, äöü, שלום, 日本, 👍'), 'plain, äöü, שלום, 日本, 👍');
    strictEqual(visibleText('a\u202eb\u200bc\ud800d\te\n'), 'a‹U+202E›b‹U+200B›c‹U+D800›d␉e␊');
    strictEqual(visibleText('a\tb\nc\r', 'block'), 'a\tb\nc␍');
  });

  it('re-indents JSON token by token', () => {
    strictEqual(
      formatJson('{"a":[1,{"b":"x,{}\\"y"}],"e":{},"f":[]}'),
      [
        '{',
        '  "a": [',
        '    1,',
        '    {',
        '      "b": "x,{}\\"y"',
        '    }',
        '  ],',
        '  "e": {},',
        '  "f": []',
        '}',
      ].join('\n'),
    );
    for (const text of ['', 'plain', '17', '"text"', '{', '{"a":}', '[1,]']) strictEqual(formatJson(text), undefined);
  });

  it('changes no value of any JSON', () => {
    fc.assert(
      fc.property(fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue())), (value) => {
        const text = JSON.stringify(value);
        deepStrictEqual(JSON.parse(formatJson(text) ?? ''), JSON.parse(text));
      }),
      { verbose: 1 },
    );
  });

  it('tells times', () => {
    const now = new Date(2026, 0, 31, 12, 0, 0).getTime();
    const absolute = { mode: 'absolute', zone: 'local' } as const;
    const relative = { mode: 'relative', zone: 'local' } as const;
    strictEqual(formatTime(now - 1, absolute, now), '11:59:59.999');
    strictEqual(formatTime(new Date(2026, 0, 30, 9, 5, 7).getTime(), absolute, now), '2026-01-30 09:05:07');
    strictEqual(formatTime(-1, absolute, now), 'no time');
    strictEqual(formatTime(9e15, absolute, now), '9000000000000000 ms');
    deepStrictEqual(
      [0, 1000, 59_999, 60_000, 3_600_000, 90_000_000, -5000].map((age) => formatTime(now - age, relative, now)),
      ['< 1 s ago', '1 s ago', '59 s ago', '1 min ago', '1 h ago', '1 d ago', 'in 5 s'],
    );
    strictEqual(formatFullTime(1_769_860_805_480), '2026-01-31T12:00:05.480Z (1769860805480)');
    strictEqual(formatFullTime(-1), 'none');
  });

  it('tells times in UTC and with their zone', () => {
    const at = Date.UTC(2026, 0, 31, 23, 30, 5, 480);
    const now = Date.UTC(2026, 0, 31, 23, 59);
    strictEqual(formatTime(at, { mode: 'absolute', zone: 'utc' }, now), '23:30:05.480');
    strictEqual(formatTime(at - 86_400_000, { mode: 'absolute', zone: 'utc' }, now), '2026-01-30 23:30:05');
    strictEqual(formatTime(at, { mode: 'iso', zone: 'utc' }, now), '2026-01-31T23:30:05.480Z');
    const local = formatTime(at, { mode: 'iso', zone: 'local' }, now);
    match(local, /^2026-(01-31|02-01)T\d\d:\d\d:05\.480[+-]\d\d:\d\d$/);
    strictEqual(new Date(local).getTime(), at, 'the zone is the one of the time of day');
    strictEqual(formatTime(-1, { mode: 'iso', zone: 'utc' }, now), 'no time');
    strictEqual(formatTime(8.64e15, { mode: 'iso', zone: 'utc' }, now), '+275760-09-13T00:00:00.000Z');
  });

  it('reads start positions', () => {
    const now = new Date(2026, 0, 31, 12, 0, 0).getTime();
    const at = (...date: [number, number, number, number?, number?]): number => new Date(...date).getTime();
    deepStrictEqual(parseStart('offset', ' 12 ', now), { value: { kind: 'offset', offset: 12 } });
    deepStrictEqual(parseStart('offset', '3:12', now), { value: { kind: 'offset', offset: 12, partition: 3 } });
    deepStrictEqual(parseStart('last', '1,000', now), { value: { kind: 'last', count: 1000 } });
    for (const [typed, timestamp] of [
      ['-15m', now - 900_000],
      ['14:30', at(2026, 0, 31, 14, 30)],
      ['2026-01-30', at(2026, 0, 30)],
      ['2026-01-30 14:30', at(2026, 0, 30, 14, 30)],
      ['1769860805480', 1_769_860_805_480],
    ] as const) {
      deepStrictEqual(parseStart('timestamp', typed, now), { value: { kind: 'timestamp', timestamp } });
    }
    for (const [kind, typed] of [
      ['offset', ''],
      ['offset', '-1'],
      ['offset', '1:2:3'],
      ['last', '0'],
      ['last', 'many'],
      ['group', ' '],
      ['timestamp', 'yesterday'],
      ['timestamp', '25:00'],
      ['timestamp', '2026-13-45'],
    ] as const) {
      strictEqual('problem' in parseStart(kind, typed, now), true, `${kind} ${typed}`);
    }
    strictEqual(parseCount('12,34'), undefined);
  });

  it('reads and writes a choice of partitions', () => {
    deepStrictEqual(parsePartitions(' '), { value: undefined });
    deepStrictEqual(parsePartitions('4, 0,2 - 3, 2'), { value: [0, 2, 3, 4] });
    strictEqual(formatPartitions([0, 2, 3, 4, 7]), '0, 2-4, 7');
    strictEqual(formatPartitions(undefined), '');
    for (const typed of ['a', '1,,2', '3-1', '-1', '0-99999'])
      strictEqual('problem' in parsePartitions(typed), true, typed);
  });

  it('names partitions as the snapshot does, and finds them by what is typed, the newest first', () => {
    const again = [0, 1].map((id) => ({ id, topic: 'orders', partition: 0, name: '0' }));
    strictEqual(partitionName(undefined, 3), '3');
    strictEqual(partitionName(again, 1), '0');
    deepStrictEqual([partitionIds(undefined, '3'), partitionIds(undefined, 'orders-3')], [[3], []]);
    deepStrictEqual(partitionIds(again, '0'), [1, 0]);
    const two = [
      { id: 0, topic: 'a.b', partition: 0, name: 'a.b-0' },
      { id: 1, topic: 'a.b-0', partition: 0, name: 'a.b-0-0' },
    ];
    deepStrictEqual(
      ['0', 'a.b-0', 'a.b-0-0', '1', 'b-0'].map((typed) => partitionIds(two, typed)),
      [[1, 0], [0], [1], [], []],
    );
  });

  it('writes start positions as it reads them', () => {
    for (const start of [
      { kind: 'beginning' },
      { kind: 'end' },
      { kind: 'offset', offset: 7 },
      { kind: 'offset', offset: 7, partition: 2 },
      { kind: 'last', count: 50 },
      { kind: 'group', group: 'billing' },
      { kind: 'timestamp', timestamp: 1_769_860_805_480 },
    ] as const) {
      deepStrictEqual(parseStart(start.kind, formatStart(start), 0), { value: start });
    }
  });

  it('takes keys without modifiers, and those of find', () => {
    const key = (key: string, modifiers = {}) =>
      actionOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...modifiers });
    strictEqual(key('n'), 'nextAnomaly');
    strictEqual(key('N'), 'previousAnomaly');
    strictEqual(key('g', { ctrlKey: true }), undefined);
    strictEqual(key('f', { ctrlKey: true }), 'find');
    strictEqual(key('F3', { shiftKey: true }), 'previousMatch');
    strictEqual(key('toString'), undefined);
  });
});
