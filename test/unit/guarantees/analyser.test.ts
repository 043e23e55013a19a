import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../../src/config/textEdit';
import { type Analyser, createAnalyser } from '../../../src/guarantees/analyse';
import { loadGrammar, testAnalyser } from '../../lintCases/loadGrammar';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

describe(`analyser (SEED=${seed})`, () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await testAnalyser();
  });
  after(() => analyser.dispose());

  const rules = (path: string, text: string, options = {}): readonly string[] =>
    analyser.analyse({ path, text }, options).findings.map(({ rule, severity }) => `${severity} ${rule}`);

  it('judges by client version', () => {
    const text = 'bootstrap.servers=b:9092\nmax.in.flight.requests.per.connection=6\n';
    deepStrictEqual(rules('producer.properties', text), ['error inflight-above-five']);
    deepStrictEqual(rules('producer.properties', text, { javaClientVersion: '3.9' }), ['warning inflight-above-five']);
    deepStrictEqual(rules('producer.properties', text, { javaClientVersion: '2.8' }), [
      'info unsafe-client-default',
      'warning reorder-risk',
    ]);
    deepStrictEqual(rules('producer.properties', text, { javaClientVersion: '3.0.0' }), ['warning reorder-risk']);
  });

  it('takes severities by rule', () => {
    const text = 'bootstrap.servers=b:9092\nacks=0\n';
    deepStrictEqual(rules('producer.properties', text, { severities: { 'acks-zero': 'error' } }), ['error acks-zero']);
    deepStrictEqual(
      rules('producer.properties', text, {
        severities: { 'acks-zero': 'off', 'idempotence-silently-disabled': 'off' },
      }),
      [],
    );
  });

  it('obeys comments that give a reason', () => {
    const head = 'bootstrap.servers=b:9092\n';
    deepStrictEqual(rules('producer.properties', `${head}# acklens-ignore acks-zero: metrics\nacks=0\n`), []);
    deepStrictEqual(rules('producer.properties', `${head}# acklens-ignore acks-leader-only: metrics\nacks=0\n`), [
      'warning acks-zero',
    ]);
    deepStrictEqual(rules('send.sh', '# acklens-ignore acks-zero: metrics\nkcat -P -t t \\\n  -X acks=0\n'), []);
    const code = "import { Kafka } from 'kafkajs';\nconst p = new Kafka({}).producer();\n";
    deepStrictEqual(rules('a.ts', `${code}p.send({ acks: 0 }); // acklens-ignore acks-zero: metrics\n`), []);
    deepStrictEqual(rules('a.ts', `${code}const s = 'acklens-ignore acks-zero: no'; p.send({ acks: 0 });\n`), [
      'warning acks-zero',
    ]);
  });

  it('says what it did not read', () => {
    const notice = (path: string, text: string): string | undefined => analyser.analyse({ path, text }).notice;
    strictEqual(notice('a.properties', `acks=0\n\0`), 'This file was not read: it holds binary data.');
    strictEqual(
      notice('a.ts', ' '.repeat(3 * 1024 * 1024)),
      'This file was not read: it has 3.0 MiB and the limit is 2 MiB.',
    );
    strictEqual(
      notice('a.properties', '#'.repeat(9 * 1024 * 1024)),
      'This file was not read: it has 9.0 MiB and the limit is 8 MiB.',
    );
    strictEqual(notice('a.yml', 'acks: 0'), undefined);
  });

  it('lints what needs no grammar when there is none', async () => {
    const poor = await createAnalyser({ loadGrammar: () => Promise.reject(new Error('gone')) });
    strictEqual(poor.analyse({ path: 'producer.properties', text: 'acks=0' }).findings.length, 1);
    const code = { path: 'a.ts', text: "import 'kafkajs'" };
    await poor.prepare(code);
    strictEqual(
      poor.analyse(code).notice,
      'The grammar for code is missing, so this file was not read; reinstall AckLens.',
    );
    poor.dispose();
  });

  it('ends on code whose value is still to be typed', () => {
    const head = "import { Kafka } from 'kafkajs';\nconst kafka = new Kafka({});\n";
    for (const call of [
      'kafka.producer().send({ acks:  });',
      'kafka.producer({ idempotent: });',
      '().send({ acks: 0 })',
    ]) {
      const analysis = analyser.analyse({ path: 'a.ts', text: `${head}${call}\n` });
      strictEqual(analysis.notice, undefined, call);
      analyser.release(analysis);
    }
  });

  it('loads a grammar when the first text in its language names a client', async () => {
    const asked: string[] = [];
    const lazy = await createAnalyser({
      loadGrammar: (file) => {
        asked.push(file);
        return loadGrammar(file);
      },
    });
    for (const [path, text] of [
      ['producer.properties', 'acks=0'],
      ['send.sh', 'kcat -P -t t -X acks=0'],
      ['plain.ts', 'export const acks = 0;'],
    ] as const) {
      await lazy.prepare({ path, text });
      lazy.release(lazy.analyse({ path, text }));
    }
    deepStrictEqual(asked, []);
    const code = { path: 'a.ts', text: "import { Kafka } from 'kafkajs';\nnew Kafka({}).producer({ acks: 0 });\n" };
    await Promise.all([lazy.prepare(code), lazy.prepare(code)]);
    deepStrictEqual(asked, ['web-tree-sitter.wasm', 'tree-sitter-typescript.wasm']);
    const analysis = lazy.analyse(code);
    deepStrictEqual(
      analysis.findings.map(({ rule }) => rule),
      ['misplaced-setting'],
    );
    lazy.release(analysis);
    lazy.dispose();
  });

  it('gives no verdict and no finding for values it cannot know', () => {
    for (const value of [
      '\x24{ACKS}',
      '{{ acks }}',
      '$ACKS',
      '<%= acks %>',
      '%{acks}',
      '#{acks}',
      '@acks@',
      '\x24{a:\x24{b}}',
    ]) {
      const text = `bootstrap.servers=b:9092\nacks=${value}\nenable.idempotence=${value}\nretries=${value}\n`;
      const analysis = analyser.analyse({ path: 'producer.properties', text });
      deepStrictEqual(analysis.findings, [], value);
      strictEqual(analysis.units[0]?.verdict?.class, 'notJudged', value);
    }
  });

  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom(
      'acks',
      '=0',
      '\n',
      '\\\n',
      '\r\n',
      '"',
      "'",
      '`',
      '$(',
      '\x24{',
      ')',
      '}',
      '<<E',
      '|',
      ' -X ',
      '```sh\n',
      '\ufeff',
    ),
    fc.constantFrom(
      'kafka-console-producer ',
      'kcat -P ',
      'RUN ',
      '["',
      '\t',
      'kafka.producer.',
      "import { Kafka } from 'kafkajs'\n",
    ),
    fc.constantFrom(
      'new Kafka({})',
      '.producer({',
      '.send({ acks: 0',
      '...a',
      'const a = { ...a }',
      'a = b',
      '=> {',
      '// acklens-ignore a',
    ),
  );
  const path = fc.constantFrom(
    'a.properties',
    'server.properties',
    'a.sh',
    'a.bat',
    'Dockerfile',
    'Makefile',
    'a.md',
    'a.ts',
    'a.jsx',
  );

  it('never throws, and its spans lie in the text', () => {
    fc.assert(
      fc.property(path, fc.array(piece, { maxLength: 30 }), (name, pieces) => {
        const text = pieces.join('');
        const analysis = analyser.analyse({ path: name, text });
        for (const { span } of analysis.findings) {
          if (span.start < 0 || span.end > text.length || span.start > span.end)
            throw new Error('span outside of the text');
        }
        for (let offset = 0; offset < text.length; offset += 7) analyser.hover(analysis, offset);
        const middle = text.length >> 1;
        for (const { replace } of analyser.complete(analysis, { path: name, text }, middle)) {
          if (replace.start > middle || replace.end < middle) throw new Error('a completion away from the cursor');
        }
        analyser.release(analysis);
      }),
      { seed, numRuns: 3000 },
    );
  }).timeout(60_000);

  it('answers an edit as it answers the whole text', () => {
    const edit = fc.tuple(fc.nat(), fc.nat(40), piece);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), fc.array(edit, { maxLength: 4 }), (pieces, edits) => {
        let text = `import { Kafka } from 'kafkajs';\nconst p = new Kafka({}).producer();\np.send({ acks: 0 });\n${pieces.join('')}`;
        let analysis = analyser.analyse({ path: 'a.ts', text });
        for (const [at, length, newText] of edits) {
          const start = at % (text.length + 1);
          const change = { span: { start, end: Math.min(text.length, start + length) }, newText };
          text = applyEdits(text, [change]);
          analysis = analyser.update(analysis, { path: 'a.ts', text }, [change]);
        }
        const whole = analyser.analyse({ path: 'a.ts', text });
        deepStrictEqual(analysis, whole);
        analyser.release(analysis);
        analyser.release(whole);
      }),
      { seed, numRuns: 500 },
    );
  }).timeout(60_000);
});
