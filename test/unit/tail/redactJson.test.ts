import { deepStrictEqual, ok, strictEqual, throws } from 'node:assert';
import { redactJson } from '../../../src/tail/redactJson';
import { contentOf, redactContent } from '../../../src/tail/redactRecord';
import { noRedaction, parseRedactRules, redactsAnything } from '../../../src/tail/redactRules';
import { testView } from './logBuilder';

const redact = (text: string, ...rules: string[]): string | undefined =>
  redactJson(text, parseRedactRules(rules).paths);

describe('redactJson', () => {
  it('replaces what stands at a path and leaves every other byte as it is', () => {
    strictEqual(
      redact('{ "card" : { "number": "4111", "cvc": 123 } , "n": 1.10 }', '$.card.number'),
      '{ "card" : { "number": "redacted", "cvc": 123 } , "n": 1.10 }',
    );
    strictEqual(redact('{"card":{"number":"4111"},"x":[{}]}', '$.card'), '{"card":"redacted","x":[{}]}');
    strictEqual(redact('{"a":null,"b":true,"c":-1e5}', '$.a', '$.c'), '{"a":"redacted","b":true,"c":"redacted"}');
    strictEqual(redact('[1,[2,3],4]', '$[1][0]'), '[1,["redacted",3],4]');
  });

  it('knows wildcards, names anywhere, and quoted names', () => {
    strictEqual(
      redact('{"lines":[{"sku":1,"n":2},{"sku":3}],"sku":4}', '$.lines[*].sku'),
      '{"lines":[{"sku":"redacted","n":2},{"sku":"redacted"}],"sku":4}',
    );
    strictEqual(
      redact('{"a":{"password":"x","b":[{"password":{"password":1}}]},"password":2}', '$..password'),
      '{"a":{"password":"redacted","b":[{"password":"redacted"}]},"password":"redacted"}',
    );
    strictEqual(redact('{"a":{"x":1},"b":{"x":2}}', '$.*.x'), '{"a":{"x":"redacted"},"b":{"x":"redacted"}}');
    strictEqual(
      redact('{"unit price":1,"a.b":2}', '$["unit price"]', "$['a.b']"),
      '{"unit price":"redacted","a.b":"redacted"}',
    );
    strictEqual(redact('{"a":{"b":{"c":1}},"c":2}', '$.a..c'), '{"a":{"b":{"c":"redacted"}},"c":2}');
  });

  it('finds a member that comes twice, and one whose name is written with escapes', () => {
    strictEqual(redact('{"card":"1","card":"2"}', '$.card'), '{"card":"redacted","card":"redacted"}');
    strictEqual(redact('{"c\\u0061rd":"1"}', '$.card'), '{"c\\u0061rd":"redacted"}');
    strictEqual(redact('{"a\\\\":{"x":"}\\""},"b":"y"}', '$.b'), '{"a\\\\":{"x":"}\\""},"b":"redacted"}');
  });

  it('says of what is no JSON that it cannot look into it', () => {
    for (const text of ['', 'plain', '{"card":"4111"', '{"card":"4111"} x', "{card:'1'}", '\ufeff{"card":1}'])
      strictEqual(redact(text, '$.card'), undefined, text);
    strictEqual(redact('"a text"', '$.card'), '"a text"');
    strictEqual(redact('{}', '$.card'), '{}');
  });

  it('walks 100,000 levels', () => {
    const depth = 100_000;
    const text = `${'{"a":'.repeat(depth)}{"card":"4111"}${'}'.repeat(depth)}`;
    const shown = redact(text, '$..card');
    if (shown === undefined) throw new Error('no JSON');
    ok(shown.includes(`{"card":"redacted"}`));
    strictEqual(shown.includes('4111'), false);
  });

  it('leaves no byte of the hidden in any JSON that JSON.stringify makes', () => {
    const seed = Number(process.env.ACKLENS_SEED ?? Date.now() % 2 ** 31);
    const random = numbers(seed);
    for (let round = 0; round < 500; round += 1) {
      const secret = `SECRET${Math.floor(random() * 1e9)}`;
      const value = tree(random, 4, secret);
      const text = JSON.stringify(value, undefined, random() < 0.5 ? 0 : 2);
      const shown = redact(text, '$..hidden', '$.list[*].h');
      ok(shown !== undefined && !shown.includes('SECRET'), `seed ${seed}, round ${round}: ${text}`);
      deepStrictEqual(JSON.parse(shown), without(value), `seed ${seed}, round ${round}`);
    }
  });
});

describe('redactContent', () => {
  const record = testView(
    { key: 'order-1', value: '{"card":"4111","n":1}', headers: { Authorization: 'Bearer x', source: 'shop' } },
    0,
  );
  const shown = (...rules: string[]): unknown => {
    const { key, value, headers } = redactContent(contentOf(record), parseRedactRules(rules));
    const text = (bytes: Uint8Array | null): string | null => bytes && new TextDecoder().decode(bytes);
    return [text(key), text(value), headers.map((one) => text(one.value))];
  };

  it('hides key, value, headers and single headers, whatever their case', () => {
    deepStrictEqual(shown(), ['order-1', '{"card":"4111","n":1}', ['Bearer x', 'shop']]);
    deepStrictEqual(shown('key', 'header.authorization'), ['redacted', '{"card":"4111","n":1}', ['redacted', 'shop']]);
    deepStrictEqual(shown('value', 'headers'), ['order-1', 'redacted', ['redacted', 'redacted']]);
    deepStrictEqual(shown('$.card'), ['order-1', '{"card":"redacted","n":1}', ['Bearer x', 'shop']]);
  });

  it('hides the whole value where it cannot be looked into, and leaves null alone', () => {
    const rules = parseRedactRules(['$.card', 'key']);
    const of = (value: string | null) => redactContent(contentOf(testView({ value }, 0)), rules);
    deepStrictEqual(of('{"card":"4111'), { key: null, value: new TextEncoder().encode('redacted'), headers: [] });
    deepStrictEqual(of(null), { key: null, value: null, headers: [] });
    const bytes = Uint8Array.of(0, 0, 0, 0, 7, 0xff);
    const avro = { key: null, value: bytes, headers: [] };
    strictEqual(new TextDecoder().decode(redactContent(avro, rules).value ?? bytes), 'redacted');
    strictEqual(redactContent(avro, noRedaction).value, bytes);
  });
});

describe('parseRedactRules', () => {
  it('refuses what it does not understand, so that no rule is silently none', () => {
    for (const wrong of ['card', '$', '$.', '$.a[', '$.a[b]', '$a', '$.a..', 'keys', 'header.', '$.a[-1]', '$["\\x"]'])
      throws(() => parseRedactRules([wrong]), SyntaxError, wrong);
    strictEqual(redactsAnything(parseRedactRules(['', '  '])), false);
    strictEqual(redactsAnything(parseRedactRules([' key '])), true);
  });
});

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

function tree(random: () => number, depth: number, secret: string): Json {
  const pick = Math.floor(random() * (depth === 0 ? 4 : 6));
  if (pick === 0) return null;
  if (pick === 1) return random() * 100;
  if (pick === 2) return '"\\ {}[],:\u2028';
  if (pick === 3) return [];
  if (pick === 4) return Array.from({ length: 3 }, () => tree(random, depth - 1, secret));
  const hidden: Json = random() < 0.5 ? secret : [{ [secret]: [secret, tree(random, depth - 1, secret)] }];
  return {
    a: tree(random, depth - 1, secret),
    ...(random() < 0.5 ? { hidden } : {}),
    'b"': tree(random, depth - 1, secret),
  };
}

const without = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(without);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, name === 'hidden' ? 'redacted' : without(one)]),
  );
};

function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
