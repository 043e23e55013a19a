import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { allRules } from '../../../src/guarantees/allRules';
import type { Analyser } from '../../../src/guarantees/analyse';
import type { Finding } from '../../../src/guarantees/finding';
import { suppressionComment } from '../../../src/guarantees/suppressionComment';
import { testAnalyser } from '../../lintCases/loadGrammar';

describe('suppressionComment', () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await testAnalyser();
  });
  after(() => analyser.dispose());

  const lint = (path: string, text: string, off: readonly string[] = []) => {
    const severities = Object.fromEntries(off.map((rule) => [rule, 'off' as const]));
    const analysis = analyser.analyse({ path, text }, { severities });
    analyser.release(analysis);
    return analysis;
  };

  /** The text with the comment, a reason in it, as the editor's snippet leaves it. */
  function suppressed(path: string, text: string, finding: Finding, off: readonly string[] = []): string | undefined {
    const units = lint(path, text, off).units.map(({ unit }) => unit);
    const comment = suppressionComment({ path, text }, finding, units);
    if (!comment) return undefined;
    const { at, before, after } = comment;
    const lineStart = text.lastIndexOf('\n', at - 1) + 1;
    return `${text.slice(0, at)}${before}accepted${after}\n${text.slice(lineStart, at)}${text.slice(at)}`;
  }

  it('answers the finding in every example of every rule', () => {
    const without: string[] = [];
    for (const rule of allRules) {
      for (const { path, text, off } of rule.bad) {
        for (const finding of lint(path, text, off).findings.filter((one) => one.rule === rule.id)) {
          const answered = suppressed(path, text, finding, off);
          if (answered === undefined) {
            without.push(path);
            continue;
          }
          const left = lint(path, answered, off).findings.filter((one) => one.rule === rule.id).length;
          const before = lint(path, text, off).findings.filter((one) => one.rule === rule.id).length;
          ok(left < before, `${rule.id} in ${path}:\n${answered}`);
        }
      }
    }
    ok(
      without.every((path) => path.endsWith('.json')),
      without.join(),
    );
  });

  it('keeps the manner of the file', () => {
    const drawn = (path: string, text: string): string | undefined => {
      const [finding] = lint(path, text).findings.filter((one) => one.rule === 'acks-zero');
      return finding && suppressed(path, text, finding);
    };
    deepStrictEqual(
      [
        drawn('producer.properties', 'a=b\n  acks=0\n'),
        drawn('send.bat', 'kcat -P -t t -X acks=0\n'),
        drawn('send.sh', 'if x; then\n  kcat -P \\\n    -t t \\\n    -X acks=0\nfi\n'),
        drawn('page.md', '# Send\n\n```sh\nkcat -P -t t -X acks=0\n```\n'),
        drawn('app.json', '{ "spring.kafka.producer.acks": "0" }\n'),
      ],
      [
        'a=b\n  # acklens-ignore acks-zero: accepted\n  acks=0\n',
        'rem acklens-ignore acks-zero: accepted\nkcat -P -t t -X acks=0\n',
        'if x; then\n  # acklens-ignore acks-zero: accepted\n  kcat -P \\\n    -t t \\\n    -X acks=0\nfi\n',
        '# Send\n\n```sh\n# acklens-ignore acks-zero: accepted\nkcat -P -t t -X acks=0\n```\n',
        undefined,
      ],
    );
  });

  it('knows the comments of SQL, Erlang and Lua, and takes them back', () => {
    const texts: readonly (readonly [string, string, string])[] = [
      ['t.sql', "CREATE TABLE t (a STRING) WITH ('connector' = 'kafka', 'properties.acks' = '0');\n", '-- '],
      ['p.erl', 'start() ->\n  brod:start_producer(c, <<"t">>, [{required_acks, 0}]).\n', '% '],
      ['p.lua', 'local p = require "resty.kafka.producer"\np:new(b, { required_acks = 0 })\n', '-- '],
    ];
    for (const [path, text, open] of texts) {
      const [finding] = lint(path, text).findings.filter((one) => one.rule === 'acks-zero');
      const answered = (finding && suppressed(path, text, finding)) ?? '';
      ok(answered.includes(`${open}acklens-ignore acks-zero: accepted`), `${path}: ${answered}`);
      deepStrictEqual(
        lint(path, answered).findings.filter((one) => one.rule === 'acks-zero'),
        [],
        path,
      );
    }
  });

  it('finds the first line of a command inside of an instruction', () => {
    const text = 'FROM x\nRUN apk add y && \\\n  kcat -P -t t -X acks=0\n';
    const [finding] = lint('Dockerfile', text).findings;
    const answered = finding && suppressed('Dockerfile', text, finding);
    strictEqual(
      answered,
      'FROM x\n# acklens-ignore acks-zero: accepted\nRUN apk add y && \\\n  kcat -P -t t -X acks=0\n',
    );
    strictEqual(lint('Dockerfile', answered ?? '').findings.length, 0);
  });
});
