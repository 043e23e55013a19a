import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../../src/config/textEdit';
import type { Analyser } from '../../../src/guarantees/analyse';
import type { Finding } from '../../../src/guarantees/finding';
import { testAnalyser } from '../../lintCases/loadGrammar';
import { checkFixesOf, findingsOf } from './checkFixes';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

describe(`fixes (SEED=${seed})`, () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await testAnalyser();
  });
  after(() => analyser.dispose());

  const lint = (path: string, text: string): readonly Finding[] => findingsOf(analyser, path, text);
  const checkFixes = (path: string, text: string): number => checkFixesOf(analyser, path, text);

  const line = fc.oneof(
    fc.constantFrom(
      'acks=0',
      'acks : 1',
      'acks ALL',
      '  retries = 0',
      'enable.idempotence=false',
      'enable.idempotence:true',
    ),
    fc.constantFrom(
      'max.in.flight.requests.per.connection=9',
      'transactional.id=a',
      'delivery.timeout.ms=5',
      'linger.ms=7',
    ),
    fc.constantFrom(
      '# acks=0',
      '! comment',
      '',
      'client.id=acks=0',
      'x = y \\\n   acks=1',
      'acks=\\\n  0',
      'ac\\u006bs=0',
    ),
    fc.constantFrom('producer.acks=0', 'kafka.producer.retries=0', 'isolation.level=read_uncommitted', 'acks=0   '),
  );
  const end = fc.constantFrom('\n', '\r\n');

  it('of properties files', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 10 }), end, fc.boolean(), (lines, lineEnd, last) => {
        const text = ['bootstrap.servers=b:9092', ...lines].join('\n').replace(/\n/g, lineEnd) + (last ? lineEnd : '');
        checkFixes('app.properties', text);
      }),
      { seed, numRuns: 400 },
    );
  });

  const word = fc.constantFrom(
    '--producer-property acks=0',
    '--producer-property "acks=1"',
    "--producer-property 'retries=0'",
    '--producer-property enable.idempotence=false',
    '--request-required-acks 0',
    '--request-required-acks=1',
    '--broker-list b:9092',
    '--producer-property max.in.flight.requests.per.connection=9',
    '--sync',
  );
  const gap = fc.constantFrom(' ', '  ', ' \\\n  ');

  it('of command lines', () => {
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 6 }), gap, fc.boolean(), (words, between, image) => {
        const command = ['kafka-console-producer.sh', '--topic t', ...words].join(between);
        if (image) checkFixes('Dockerfile', `FROM x\nRUN ${command} # end\nCMD ["x"]\n`);
        else checkFixes('send.sh', `#!/bin/sh\n${command} | cat # acks=0\necho done\n`);
      }),
      { seed, numRuns: 300 },
    );
  });

  const property = fc.constantFrom('acks: 0', 'acks: 1, ', "'acks': 0", 'acks: NONE', 'acks: 7', 'timeout: 3');
  const around = fc.constantFrom(
    (inner: string) => `await p.send({ topic: 't', ${inner} });`,
    (inner: string) => `await p.send({\n  topic: 't', // acks: 0\n  ${inner} // why\n});`,
    (inner: string) => `await p.send({\n  ${inner.replace(/,\s*$/, '')},\n  messages,\n});`,
    (inner: string) => `await p.send({ ${inner.replace(/,\s*$/, '')} })`,
  );

  it('of kafkajs calls', () => {
    fc.assert(
      fc.property(property, around, (inner, wrap) => {
        const head =
          "import { Kafka } from 'kafkajs';\nconst NONE = 0;\nconst p = new Kafka({ brokers: [] }).producer({ retry: { retries: 0 }, idempotent: false });\n";
        checkFixes('send.ts', `${head}${wrap(inner)}\n`);
      }),
      { seed, numRuns: 100 },
    );
  });

  it('set acks=all first', () => {
    const text = 'bootstrap.servers=b:9092\n# keep me\nacks = 0   \n';
    const [finding] = lint('producer.properties', text);
    deepStrictEqual(
      finding?.fixes.map(({ id, title }) => [id, title]),
      [
        ['set-acks-all', 'Set acks=all'],
        ['remove-acks', 'Remove acks'],
      ],
    );
    strictEqual(
      applyEdits(text, finding?.fixes[0]?.edits ?? []),
      'bootstrap.servers=b:9092\n# keep me\nacks = all   \n',
    );
    strictEqual(applyEdits(text, finding?.fixes[1]?.edits ?? []), 'bootstrap.servers=b:9092\n# keep me\n');
  });

  it('delete every writing of a key that is written twice', () => {
    const text = 'bootstrap.servers=b:9092\nacks=1\nlinger.ms=1\nacks=0\n';
    const fix = lint('producer.properties', text)[0]?.fixes[1];
    strictEqual(applyEdits(text, fix?.edits ?? []), 'bootstrap.servers=b:9092\nlinger.ms=1\n');
  });

  it('write -1 in code', () => {
    const text =
      "import { Kafka } from 'kafkajs';\nconst p = new Kafka({}).producer();\np.send({ acks: 0 /* fast */, messages });\n";
    const fixes = lint('a.ts', text)[0]?.fixes ?? [];
    ok(applyEdits(text, fixes[0]?.edits ?? []).includes('p.send({ acks: -1 /* fast */, messages });'));
  });
});
