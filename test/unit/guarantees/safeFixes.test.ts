import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../../src/config/textEdit';
import { allRules } from '../../../src/guarantees/allRules';
import type { Analyser } from '../../../src/guarantees/analyse';
import { fixAll } from '../../../src/guarantees/fixAll';
import { safeFixes } from '../../../src/guarantees/safeFixes';
import { testAnalyser } from '../../lintCases/loadGrammar';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

describe(`safe fixes (SEED=${seed})`, () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await testAnalyser();
  });
  after(() => analyser.dispose());

  function fixed(path: string, text: string, javaClientVersion?: string): string {
    const analysis = analyser.analyse({ path, text }, javaClientVersion ? { javaClientVersion } : {});
    analyser.release(analysis);
    return applyEdits(text, safeFixes(analysis.findings).edits);
  }

  it('are those of settings that do not work as they are', () => {
    deepStrictEqual(
      allRules.filter((rule) => rule.safeFix !== undefined).map(({ id }) => id),
      [
        'acks-invalid-value',
        'removed-option',
        'idempotence-conflict-acks',
        'idempotence-conflict-retries',
        'idempotence-conflict-inflight',
        'transactional-without-idempotence',
        'transactional-acks-conflict',
        'transaction-timeout-with-2pc',
        'streams-eos-deprecated',
      ],
    );
  });

  it('make a producer start, and leave comments and blanks', () => {
    strictEqual(
      fixed(
        'producer.properties',
        'bootstrap.servers=b:9092\n# strict\nenable.idempotence = true\nacks = 1 \nretries=0\nmax.in.flight.requests.per.connection=9\n',
      ),
      'bootstrap.servers=b:9092\n# strict\nenable.idempotence = true\nacks = all \nmax.in.flight.requests.per.connection=5\n',
    );
  });

  it('leave alone what works, however weak it is', () => {
    for (const text of [
      'acks=0\n',
      'acks=1\nretries=0\n',
      'enable.idempotence=false\n',
      'max.in.flight.requests.per.connection=9\n',
    ]) {
      strictEqual(fixed('producer.properties', text), text);
    }
    const streams = 'application.id=a\nprocessing.guarantee=exactly_once\n';
    strictEqual(fixed('streams.properties', streams, '3.9'), streams);
    strictEqual(
      fixed('streams.properties', streams, '4.0'),
      'application.id=a\nprocessing.guarantee=exactly_once_v2\n',
    );
  });

  it('correct a value whose meaning is plain, and guess at no other', () => {
    for (const [written, meant] of [
      ['ALL', 'all'],
      ['"all"', 'all'],
      ['01', '1'],
      ['Leader', '1'],
      ['00', '0'],
      ['2', '2'],
      ['most', 'most'],
    ]) {
      strictEqual(fixed('producer.properties', `acks=${written}\n`), `acks=${meant}\n`);
    }
  });

  it('rename removed options', () => {
    strictEqual(
      fixed('send.sh', 'kafka-console-producer --broker-list b:9092 --topic t --producer-property acks=0\n'),
      'kafka-console-producer --bootstrap-server b:9092 --topic t --producer-property acks=0\n',
    );
  });

  const lintOf = (path: string) => (text: string) => {
    const analysis = analyser.analyse({ path, text });
    analyser.release(analysis);
    return analysis.findings;
  };

  it('go on until none is left, as edits of the first text', () => {
    const text = 'transactional.id=a\n# why\nacks=1\nenable.idempotence=false\nretries=0\nlinger.ms=5\n';
    const all = fixAll(text, lintOf('producer.properties'));
    deepStrictEqual(
      { text: all.text, count: all.count },
      { text: 'transactional.id=a\n# why\nacks=all\nenable.idempotence=true\nlinger.ms=5\n', count: 3 },
    );
    strictEqual(applyEdits(text, all.edits), all.text);
    deepStrictEqual(
      all.edits.map(({ span, newText }) => [text.slice(span.start, span.end), newText]),
      [
        ['1', 'all'],
        ['false', 'true'],
        ['retries=0\n', ''],
      ],
    );
    deepStrictEqual(fixAll(all.text, lintOf('producer.properties')), { text: all.text, edits: [], count: 0 });
  });

  const line = fc.constantFrom(
    'acks=ALL',
    'acks=0',
    'acks=1',
    'enable.idempotence=true',
    'enable.idempotence=false',
    'transactional.id=a',
    'retries=0',
    'max.in.flight.requests.per.connection=9',
    '# comment',
    'linger.ms=5',
  );

  it('are idempotent, and their edits lead to their text', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), (lines, end) => {
        const text = lines.map((one) => one + end).join('');
        const all = fixAll(text, lintOf('producer.properties'));
        strictEqual(applyEdits(text, all.edits), all.text);
        deepStrictEqual(fixAll(all.text, lintOf('producer.properties')).edits, []);
      }),
      { seed, numRuns: 500 },
    );
  });
});
