import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import fc from 'fast-check';
import { formatJson } from '../../../src/base/formatJson';
import { Finder } from '../../../webview/tail/finder';
import { formatPath, pathsOfLines } from '../../../webview/tail/jsonPath';
import { jsonRuns, type TextRun } from '../../../webview/tail/jsonRuns';
import { parseFilter, parsePath } from '../../../webview/tail/parseFilter';

const told = (text: string, runs: readonly TextRun[]): string[] =>
  runs.map(({ start, end, tone }) => `${tone} ${text.slice(start, end)}`);

const coloured = (text: string, limit = 1000): string[] => told(text, jsonRuns(text, limit));

describe('JSON in the rows of the tail', () => {
  it('has names, strings, numbers and words', () => {
    deepStrictEqual(coloured('{"a":1,"b" : "x\\"y,{}","c":[-1.5e3,true,null],"d":"e:f"}'), [
      'name "a"',
      'number 1',
      'name "b"',
      'string "x\\"y,{}"',
      'name "c"',
      'number -1.5e3',
      'word true',
      'word null',
      'name "d"',
      'string "e:f"',
    ]);
    deepStrictEqual(coloured('{␊␉"a"␉: 1}'), ['name "a"', 'number 1']);
    deepStrictEqual(coloured('"text"'), ['string "text"']);
    deepStrictEqual(coloured('-17.5'), ['number -17.5']);
    deepStrictEqual(coloured('null'), ['word null']);
  });

  it('is coloured as far as it goes where it is cut', () => {
    deepStrictEqual(coloured('{"a":"long te… (20.0 MiB)'), ['name "a"', 'string "long te… (20.0 MiB)']);
    deepStrictEqual(coloured('{"a":"b\\'), ['name "a"', 'string "b\\']);
    deepStrictEqual(coloured('{"a":1,"b":2}', 9), ['name "a"', 'number 1', 'string "b']);
    deepStrictEqual(coloured(`${'['.repeat(1000)}7`), [], 'nothing behind the limit');
    deepStrictEqual(coloured(`${'['.repeat(1000)}7`, 2000), ['number 7']);
  });

  it('is only what begins as JSON', () => {
    for (const text of ['', 'order-17', '2026-01-31', '10.0.0.1', '0x 7b 22', 'message "x": 5', 'nullable'])
      deepStrictEqual(coloured(text), [], text);
  });

  it('gives stretches inside of the text, in order, for whatever there is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]":,\\ 1e-.tnx'), maxLength: 80 }), (text) => {
        let end = 0;
        for (const run of jsonRuns(text, 60)) {
          ok(run.start >= end && run.end > run.start && run.end <= 60, JSON.stringify(run));
          end = run.end;
        }
      }),
      { verbose: 1 },
    );
  });
});

describe('paths of JSON fields', () => {
  it('are told line by line of formatted JSON', () => {
    const formatted = formatJson('{"a":{"b c":[1,{"d":"}"},[]],"e":{}},"x\\"y":2,"z[":"["}') ?? '';
    deepStrictEqual(
      formatted.split('\n').map((line, i) => `${line.trim()} ${pathsOfLines(formatted)[i] ?? '-'}`),
      [
        '{ -',
        '"a": { $.a',
        '"b c": [ $.a["b c"]',
        '1, $.a["b c"][0]',
        '{ $.a["b c"][1]',
        '"d": "}" $.a["b c"][1].d',
        '}, -',
        '[] $.a["b c"][2]',
        '], -',
        '"e": {} $.a.e',
        '}, -',
        '"x\\"y": 2, -',
        '"z[": "[" $["z["]',
        '} -',
      ],
    );
  });

  it('are read as they are written', () => {
    const step = fc.oneof(
      fc.nat(999_999),
      fc.string({ minLength: 0, maxLength: 8 }).filter((name) => !/["\\]/.test(name)),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 5 }), (steps) => {
        deepStrictEqual(parsePath(formatPath(steps)), steps);
      }),
      { verbose: 1 },
    );
  });
});

describe('what a filter finds in a cell', () => {
  const finder = (text: string, clock = () => 0): Finder => {
    const parsed = parseFilter(text, 0);
    return new Finder(['value' in parsed ? parsed.value : undefined], clock);
  };
  const found = (filter: string, column: 'key' | 'value' | 'headers' | '$.a', text: string): string[] =>
    told(text, finder(filter).runs(column, text));

  it('is marked where it was looked for', () => {
    deepStrictEqual(found('paid', 'value', '"PAID", paid'), ['found PAID', 'found paid']);
    deepStrictEqual(found('key:order and value:paid', 'value', 'order paid'), ['found paid']);
    deepStrictEqual(found('key:order or value:paid', 'key', 'order paid'), ['found order']);
    deepStrictEqual(found('$.a ~ x', '$.a', '"xyx"'), ['found x', 'found x']);
    deepStrictEqual(found('$.b ~ x', '$.a', '"xyx"'), []);
    deepStrictEqual(found('header.source ~ shop', 'headers', 'source: shop'), ['found shop']);
    deepStrictEqual(found('/order-\\d+/', 'key', 'order-17 order-x'), ['found order-17']);
    deepStrictEqual(found('not paid', 'value', 'paid'), [], 'what must not be there cannot be marked');
    deepStrictEqual(found('key = order', 'key', 'order'), [], 'a comparison is about all of it');
    deepStrictEqual(found('i', 'value', 'İi'), [], 'a letter that grows when it becomes small moves all places');
  });

  it('is not looked for with a pattern that could take for ever', () => {
    for (const pattern of ['/(a+)+b/', '/(a|a)*b/', '/a*a*a*b/', '/(?<=a)b/', '/(a)\\1b/', '/(?:a|ab)+?b/'])
      deepStrictEqual(found(pattern, 'value', 'aaaaab ab b aab'), [], pattern);
    deepStrictEqual(found('/[a+]+b\\)*/', 'value', 'a+ab'), ['found a+ab']);
  });

  it('is not looked for any more once a pattern was slow', () => {
    let now = 0;
    const slow = finder('/a.*b/', () => (now += 5));
    strictEqual(slow.runs('value', 'ab').length, 1);
    deepStrictEqual(slow.runs('value', 'ab'), []);
  });
});
