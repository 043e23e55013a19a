import { deepStrictEqual, ok } from 'node:assert/strict';
import type { Analyser } from '../../../src/guarantees/analyse';
import { testAnalyser } from '../../lintCases/loadGrammar';

describe('names that every object answers', () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await testAnalyser();
  });
  after(() => analyser.dispose());

  const rules = (path: string, text: string): readonly string[] => {
    const analysis = analyser.analyse({ path, text });
    analyser.release(analysis);
    return analysis.findings.map(({ rule }) => rule);
  };

  for (const name of ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__']) {
    it(`${name} is a key, a kind, a method and a value like others that nobody knows`, () => {
      const script = (made: string): string =>
        `import { Kafka } from 'kafkajs';\nconst a = new Kafka({}).producer();\na.send({ acks: 0 });\nconst b = ${made};\nb.send({ acks: 0 });\n`;
      deepStrictEqual(rules('a.ts', script(`message.${name}()`)), rules('a.ts', script('message.other()')));
      ok(rules('a.ts', script('message.other()')).includes('acks-zero'));
      deepStrictEqual(rules('a.ts', script(`new Kafka({}).${name}()`)), rules('a.ts', script('new Kafka({}).other()')));
      const spring = (key: string): string => `spring:\n  kafka:\n    ${key}: 1\n    producer:\n      acks: 0\n`;
      deepStrictEqual(rules('application.yml', spring(name)), rules('application.yml', spring('other')));
      ok(rules('application.yml', spring('other')).includes('acks-zero'));
      deepStrictEqual(rules('kafka.yaml', `apiVersion: v1\nkind: ${name}\nspec:\n  config:\n    acks: 0\n`), []);
      const table = (option: string): string =>
        `CREATE TABLE t (a INT) WITH (\n  'connector' = 'kafka',\n  '${option}' = 'x',\n  'properties.acks' = '0'\n);\n`;
      deepStrictEqual(rules('table.sql', table(name)), rules('table.sql', table('other')));
    });

    it(`acks=${name} is explained as a value that nobody knows`, () => {
      const hover = (value: string): string | undefined => {
        const text = `bootstrap.servers=b:9092\nacks=${value}\n`;
        const analysis = analyser.analyse({ path: 'producer.properties', text });
        return analyser.hover(analysis, text.indexOf('acks'))?.markdown;
      };
      ok(hover('other')?.startsWith('How many replicas'));
      deepStrictEqual(hover(name), hover('other')?.replaceAll('other', name));
    });
  }
});
