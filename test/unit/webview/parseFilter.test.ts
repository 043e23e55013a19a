import { deepStrictEqual, ok } from 'node:assert';
import fc from 'fast-check';
import type { FilterExpression } from '../../../src/protocol/tail';
import { parseFilter, parsePath, parseSearch } from '../../../webview/tail/parseFilter';

const NOW = Date.UTC(2026, 0, 31, 12, 0, 0);

describe('parseFilter', () => {
  it('reads words, fields, numbers and kinds', () => {
    deepStrictEqual(
      [
        'paid',
        '"two words"',
        '/^a.c$/i',
        'key=order-17',
        'topic=refunds',
        'topic:fund',
        'key:order',
        'value~/x+/',
        'header.source = "a b"',
        '$.order.id = 17',
        '$.lines[0].sku != a',
        '$.note !~ late',
        '$["a.b"]',
        'partition=0,2',
        'offset >= 1200',
        'time > -15m',
        'producer=none',
        'is:duplicate',
      ].map(said),
      [
        'any has paid',
        'any has two words',
        'any matches /^a.c$/i',
        'key = order-17',
        'topic = refunds',
        'topic has fund',
        'key has order',
        'value matches /x+/',
        'header source = a b',
        '$.order.id = 17',
        '$.lines.0.sku != a',
        'not $.note has late',
        '$.a.b exists',
        '(partition = 0 or partition = 2)',
        'offset >= 1200',
        `time > ${NOW - 900_000}`,
        'producer = -1',
        'is duplicate',
      ],
    );
  });

  it('joins them by and, or, not and parentheses', () => {
    deepStrictEqual(
      [
        'a b',
        'a and b or c',
        'a (b or c) not d',
        '!is:gap && !(a || b)',
        'order android nothing',
        'http://x:80/y?a=b',
        'NOT a AND b',
      ].map(said),
      [
        '(any has a and any has b)',
        '((any has a and any has b) or any has c)',
        '(any has a and (any has b or any has c) and not any has d)',
        '(not is gap and not (any has a or any has b))',
        '(any has order and any has android and any has nothing)',
        'any has http://x:80/y?a=b',
        '(not any has a and any has b)',
      ],
    );
  });

  it('says in a sentence what is wrong', () => {
    deepStrictEqual(
      ['a and', '(a', 'a)', 'is:wrong', 'partition=x', 'partition~1', 'time>noon', '/(/', 'key=', '"open', 'key=/a/']
        .map((text) => parseFilter(text, NOW))
        .map((parsed) => ('problem' in parsed ? parsed.problem : 'no problem')),
      [
        'Something is missing at the end: type what to look for.',
        'A closing parenthesis is missing.',
        'There is a closing parenthesis without an opening one.',
        'After is: comes one of anomaly, duplicate, gap, late, conflict, divergence, restart, repeat, redelivery, truncated, expired, unexplained, recreated, hole, aborted, pending, committed, transactional, tombstone.',
        'partition is compared with a whole number.',
        'partition is compared by =, !=, <, <=, > or >=.',
        'Type a time such as 14:30, 2026-01-31T14:30, -15m, or milliseconds since 1970.',
        '/(/ is not a regular expression of JavaScript.',
        'A value is missing after key=.',
        'A closing quote is missing.',
        'A /regular expression/ goes with ~, such as key~/…/.',
      ],
    );
  });

  it('bears whatever is typed', () => {
    const piece = fc.constantFrom(
      '(',
      ')',
      ' ',
      '"',
      '/',
      '\\',
      '$',
      '.',
      '[',
      '=',
      '!',
      '~',
      'and',
      'or',
      'not',
      'is:',
      'a',
      '1',
      'key',
      'é',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const parsed = parseFilter(pieces.join(''), NOW);
        ok('value' in parsed || parsed.problem.endsWith('.'), JSON.stringify(parsed));
      }),
      { seed: 1981, numRuns: 2000 },
    );
    ok('problem' in parseFilter('('.repeat(500), NOW));
    ok('problem' in parseFilter('not '.repeat(200), NOW));
  });

  it('reads paths, and searches as they stand', () => {
    deepStrictEqual(parsePath('$.order.lines[3]["a b"]'), ['order', 'lines', 3, 'a b']);
    deepStrictEqual(parsePath('order.id'), undefined);
    deepStrictEqual(parseSearch('a and (b'), {
      value: { kind: 'contains', field: { of: 'any' }, text: 'a and (b' },
    });
    deepStrictEqual(parseSearch('/a+/i'), {
      value: { kind: 'matches', field: { of: 'any' }, pattern: 'a+', ignoreCase: true },
    });
  });

  it('takes the name of a partition of several topics', () => {
    const place = (topic: string, number: number) => ({
      kind: 'and',
      of: [
        { kind: 'compare', field: { of: 'topic' }, how: '=', text: topic },
        { kind: 'number', field: 'partition', how: '=', number },
      ],
    });
    deepStrictEqual(parseFilter('partition=orders-eu-1-3', 0), { value: place('orders-eu-1', 3) });
    deepStrictEqual(parseFilter('partition!=orders-3', 0), { value: { kind: 'not', of: place('orders', 3) } });
    deepStrictEqual(parseFilter('partition=a-1,2', 0), {
      value: { kind: 'or', of: [place('a', 1), { kind: 'number', field: 'partition', how: '=', number: 2 }] },
    });
    deepStrictEqual(parseFilter('partition>orders-3', 0), { problem: 'partition is compared with a whole number.' });
  });
});

function said(text: string): string {
  const parsed = parseFilter(text, NOW);
  return 'value' in parsed ? words(parsed.value) : parsed.problem;
}

function words(it: FilterExpression): string {
  switch (it.kind) {
    case 'and':
    case 'or':
      return `(${it.of.map(words).join(` ${it.kind} `)})`;
    case 'not':
      return `not ${words(it.of)}`;
    case 'contains':
      return `${name(it.field)} has ${it.text}`;
    case 'matches':
      return `${name(it.field)} matches /${it.pattern}/${it.ignoreCase ? 'i' : ''}`;
    case 'exists':
      return `${name(it.field)} exists`;
    case 'compare':
      return `${name(it.field)} ${it.how} ${it.text}`;
    case 'number':
      return `${it.field} ${it.how} ${it.number}`;
    case 'is':
      return `is ${it.trait}`;
  }
}

const name = (field: Extract<FilterExpression, { kind: 'contains' }>['field']): string =>
  field.of === 'json' ? `$.${field.path.join('.')}` : field.of === 'header' ? `header ${field.name}` : field.of;
