import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { readHcl } from '../../../src/config/hcl';
import { readHocon } from '../../../src/config/hocon';
import { readJson } from '../../../src/config/json';
import { readLogstashPipeline } from '../../../src/config/logstashPipeline';
import { structuredUnits } from '../../../src/config/structuredUnits';
import { surfaceOf } from '../../../src/config/surfaces';
import { readToml } from '../../../src/config/toml';
import type { Tree } from '../../../src/config/tree';
import { leavesOf } from '../../../src/config/treeEntries';
import { readYaml } from '../../../src/config/yaml';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const cases = join(__dirname, '../../golden/cases');

const rows = (trees: readonly Tree[]): readonly string[] =>
  trees.flatMap((tree) => leavesOf(tree).map(({ path, value }) => `${path.join('/')}=${value.text}`));

describe(`trees (SEED=${seed})`, () => {
  it('YAML: merge keys, aliases, documents, booleans as text', () => {
    const text = 'a: &a\n  acks: 0\n  x: 1\nkafka:\n  <<: *a\n  x: on\n  y: *a\n---\nkafka: {z: ~}\n';
    deepStrictEqual(rows(readYaml(text)), [
      'a/acks=0',
      'a/x=1',
      'kafka/acks=0',
      'kafka/x=on',
      'kafka/y/acks=0',
      'kafka/y/x=1',
      'kafka/z=',
    ]);
  });

  it('YAML: a template keeps the places of what is literal', () => {
    const text = 'kafka:\n  {{- if .Values.x }}\n  acks: "0"\n  {{- end }}\n  retries: {{ .Values.retries }}\n';
    const [, ...found] = [undefined, ...readYaml(text).flatMap(leavesOf)];
    strictEqual(found[0]?.value.inner.start, text.indexOf('0"'));
    strictEqual(found[1]?.value.text.startsWith('$_'), true);
  });

  it('YAML: a long document gives what a short one gives', () => {
    const head = `# ${'-'.repeat(3_000)}\n`;
    for (const name of readdirSync(cases).filter((file) => /\.ya?ml$/.test(file))) {
      const text = readFileSync(join(cases, name), 'utf8');
      const found = (of: string, moved: number): readonly string[] =>
        structuredUnits({ format: 'yaml', path: name, text: of }).units.flatMap((unit) =>
          unit.settings.map(
            ({ key, value, keySpan }) => `${unit.role} ${key} ${JSON.stringify(value)} ${keySpan.start - moved}`,
          ),
        );
      deepStrictEqual(found(head + text, head.length), found(text, 0));
    }
  });

  it('YAML: what is broken leaves the rest', () => {
    ok(rows(readYaml('kafka:\n  acks: 0\n  list: [1, 2\n  retries: 0\n')).includes('kafka/acks=0'));
  });

  it('JSON: comments, trailing commas, escapes', () => {
    const [tree] = readJson('\ufeff{ // c\n "a": "x\\u0041", "b": [ { "c": 1, }, ], }');
    deepStrictEqual(rows(tree ? [tree] : []), ['a=xA', 'b/[0]/c=1']);
  });

  it('TOML: tables, arrays of tables, quoted and dotted keys, a broken line', () => {
    const text = '[[out.kafka]]\na = 1\n[[out.kafka]]\n"b.c" = "x" # d\nbroken =\ne.f = true\n';
    deepStrictEqual(rows(readToml(text)), ['out/kafka/[0]/a=1', 'out/kafka/[1]/b.c=x', 'out/kafka/[1]/e/f=true']);
  });

  it('HOCON: dotted names, comments, optional overrides, objects behind equals signs', () => {
    const text = `a.b { c = 1 // x\n c = \${?C}, "d.e" : "f" }\ng = {h = i j} # k\n`;
    deepStrictEqual(rows(readHocon(text)), ['a/b/c=1', 'a/b/d.e=f', 'g/h=i j']);
  });

  it('Terraform: blocks with labels, heredocs, expressions', () => {
    const text = 'resource "t" "n" {\n  a = var.x\n  b = <<-E\n    k=v\n  E\n  c { d = true }\n}\n';
    deepStrictEqual(rows(readHcl(text)), ['resource/t/n/a=var.x', 'resource/t/n/b=    k=v\n', 'resource/t/n/c/d=true']);
  });

  it('Logstash: several pairs in a line, codecs, conditions', () => {
    const text = 'output { if [a] == "b" { kafka { codec => json { x => 1 } acks => "0" retries => 3 } } }';
    deepStrictEqual(
      rows(readLogstashPipeline(text)).map((row) => row.replace(/^.*kafka/, 'kafka')),
      ['kafka/codec=json', 'kafka/acks=0', 'kafka/retries=3'],
    );
  });

  it('survive depth, aliases of aliases and long lines', () => {
    const deep = `kafka: ${'['.repeat(50_000)}`;
    const dashes = `kafka:\n${'- '.repeat(20_000)}x\n`;
    const aliases = `kafka: &a0 [x]\n${Array.from({ length: 40 }, (_, i) => `k${i + 1}: &a${i + 1} [*a${i}, *a${i}]`).join('\n')}\n`;
    const line = `kafka: "${'x'.repeat(1_000_000)}"\n`;
    for (const text of [deep, dashes, aliases, line]) {
      for (const format of ['yaml', 'json', 'toml', 'hcl', 'hocon', 'conf', 'env'] as const) {
        structuredUnits({ format, path: 'a', text });
      }
    }
  });

  it('never throw, and literal values stand where they say', () => {
    const texts = readdirSync(cases)
      .filter((name) => surfaceOf(name)?.kind === 'structured')
      .map((name) => ({ name, text: readFileSync(join(cases, name), 'utf8') }));
    const noise = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      ':',
      '\n',
      '\t',
      '#',
      '&a',
      '*a',
      '{{',
      '}}',
      '${',
      '=',
      '\\',
      '\ufeff',
      '\0',
    );
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(), fc.nat(40), noise, ({ name, text }, at, cut, added) => {
        const start = at % text.length;
        const mutated = text.slice(0, start) + added + text.slice(start + cut);
        const surface = surfaceOf(name);
        if (surface?.kind !== 'structured') throw new Error(name);
        const { units } = structuredUnits({ format: surface.format, path: name, text: mutated });
        for (const setting of units.flatMap((unit) => unit.settings)) {
          ok(setting.keySpan.end <= mutated.length && setting.valueSpan.end <= mutated.length);
        }
      }),
      { seed, numRuns: 1_500 },
    );
  });
});
