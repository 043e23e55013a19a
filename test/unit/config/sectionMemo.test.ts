import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { getStaticTOMLValue, parseTOML } from 'toml-eslint-parser';
import type { Span } from '../../../src/base/span';
import { hoconMemo, readHocon } from '../../../src/config/hocon';
import { jsonMemo, readJson } from '../../../src/config/json';
import { SectionMemo } from '../../../src/config/SectionMemo';
import { namedMaps } from '../../../src/config/surfaces/fieldUnit';
import { readToml, tomlMemo } from '../../../src/config/toml';
import type { Tree } from '../../../src/config/tree';
import { leavesOf } from '../../../src/config/treeEntries';
import { readYaml, yamlMemo } from '../../../src/config/yaml';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const cases = join(__dirname, '../../golden/cases');

describe(`section memo (SEED=${seed})`, () => {
  it('parses a section once, moves what it was read as, and forgets what nobody asks for', () => {
    const parsed: string[] = [];
    const memo = new SectionMemo<Span>((span) => new Set([span]), 20);
    const read = (section: string, offset: number): Span =>
      memo.read(section, offset, (text) => {
        parsed.push(text);
        return { start: 0, end: text.length };
      });
    const first = read('acks: 0\n', 0);
    deepStrictEqual(first, { start: 0, end: 8 });
    memo.nextReading();
    strictEqual(read('acks: 0\n', 7), first);
    deepStrictEqual(first, { start: 7, end: 15 });
    memo.nextReading();
    strictEqual(read('acks: 0\n', 3), first);
    deepStrictEqual(first, { start: 3, end: 11 });
    deepStrictEqual(parsed, ['acks: 0\n']);
    for (const other of ['retries: 1\n', 'retries: 2\n', 'retries: 3\n', 'retries: 4\n']) read(other, 0);
    memo.nextReading();
    deepStrictEqual(read('acks: 0\n', 5), { start: 5, end: 13 });
    strictEqual(parsed.filter((text) => text === 'acks: 0\n').length, 2);
  });

  it('gives what stands twice in a text two places', () => {
    const memo = new SectionMemo<Span>((span) => new Set([span]));
    const read = (offset: number): Span => memo.read('a: 1\n', offset, () => ({ start: 0, end: 5 }));
    const both = [read(0), read(10)];
    deepStrictEqual(
      both.map(({ start }) => start),
      [0, 10],
    );
    memo.nextReading();
    const moved = [read(2), read(12)];
    ok(moved[0] === both[0] && moved[1] === both[1]);
    deepStrictEqual(
      both.map(({ start }) => start),
      [2, 12],
    );
  });

  it('YAML: sections give what one parse of the whole gives', () => {
    // Aliases reach across sections, so a document with one is parsed in one piece.
    const alias = 'zz: &z 1\nzy: *z\n';
    for (const text of yamlTexts()) {
      const whole = entriesOf(readYaml(`${text}\n${alias}`)).slice(0, -2);
      deepStrictEqual(entriesOf(readYaml(text)), whole);
    }
  });

  it('YAML: what edits leave is read as if it were new', () => {
    for (const text of yamlTexts()) {
      fc.assert(
        fc.property(edits(text), (versions) => {
          const memo = yamlMemo();
          for (const version of versions) {
            memo.nextReading();
            deepStrictEqual(readYaml(version, 0, memo), readYaml(version));
          }
        }),
        { seed, numRuns: 10 },
      );
    }
  });
});

describe(`sections of TOML (SEED=${seed})`, () => {
  it('give what the library makes of the whole', () => {
    for (const text of [tomlText, tomlText.replaceAll('\n', '\r\n')]) {
      deepStrictEqual(readToml(text).map(plainOf), [stringsIn(getStaticTOMLValue(parseTOML(text)))]);
    }
  });

  it('read a line in brackets as what it is: an item, a line of a string, or a table', () => {
    const found = readToml('a = [\n  [1],\n  [2]\n]\ns = """\n[x]\n\\"""\n[y]"""\n[t]\nb = 1\n').map(plainOf);
    deepStrictEqual(found, [{ a: [['1'], ['2']], s: '[x]\n\\"""\n[y]', t: { b: '1' } }]);
  });

  it('keep the tables below a value that is being typed', () => {
    const found = readToml('[a]\nports = [80,\n[kafka]\nacks = "0"\nretries = \n[b]\nc = 1\n').map(plainOf);
    deepStrictEqual(found, [{ a: {}, kafka: { acks: '0' }, b: { c: '1' } }]);
  });

  it('keep the lines around a name that is there twice', () => {
    deepStrictEqual(readToml('[a]\nacks = 1\nb = 2\nacks = 3\nc = 4\n').map(plainOf), [
      { a: { acks: '1', b: '2', c: '4' } },
    ]);
  });

  it('are read after edits as if they were new', () => {
    fc.assert(
      fc.property(edits(tomlText), (versions) => {
        const memo = tomlMemo();
        for (const version of versions) {
          memo.nextReading();
          deepStrictEqual(readToml(version, 0, memo), readToml(version));
        }
      }),
      { seed, numRuns: 100 },
    );
  });
});

describe(`parts of JSON (SEED=${seed})`, () => {
  it('give what one parse of the whole gives', () => {
    for (const text of jsonTexts()) {
      ok(text.length > 4_000);
      deepStrictEqual(readJson(text, 7, jsonMemo()), readJson(text, 7));
    }
  });

  it('are parsed once, and an edit costs the part around it', () => {
    const memo = jsonMemo();
    const [text = ''] = jsonTexts();
    const [before] = readJson(text, 0, memo);
    memo.nextReading();
    const [after] = readJson(text.replace('"part1"', '"a longer part"'), 0, memo);
    ok(before?.kind === 'list' && after?.kind === 'list');
    const same = before.items.filter((item, at) => item === after.items[at]);
    strictEqual(same.length, before.items.length - 1);
  });

  it('know the names above them after another part was put in front', () => {
    const memo = jsonMemo();
    const namesIn = (trees: readonly Tree[]): readonly (readonly string[])[] =>
      trees.flatMap((tree) => [...leavesOf(tree), ...namedMaps(tree)].map(({ name, path }) => [name, ...path]));
    const [list = '', , named = ''] = jsonTexts();
    for (const text of [list, list.replace('[', '[{ "new": 1 },'), named, named.replace('"list"', '"renamed"')]) {
      memo.nextReading();
      const names = namesIn(readJson(text, 0, memo));
      ok(names.length > 200);
      deepStrictEqual(names, namesIn(readJson(text)));
    }
  });

  it('are read after edits as if they were new', () => {
    for (const text of jsonTexts()) {
      fc.assert(
        fc.property(edits(text), (versions) => {
          const memo = jsonMemo();
          for (const version of versions) {
            memo.nextReading();
            deepStrictEqual(readJson(version, 0, memo), readJson(version));
          }
        }),
        { seed, numRuns: 30 },
      );
    }
  });
});

describe(`sections of HOCON (SEED=${seed})`, () => {
  it('give what one reading of the whole gives', () => {
    for (const text of hoconTexts()) {
      ok(text.length > 4_000);
      deepStrictEqual(readHocon(text, 7, hoconMemo()), readHocon(text, 7));
    }
  });

  it('are read once, and an edit costs the section around it', () => {
    const memo = hoconMemo();
    for (const text of hoconTexts()) {
      memo.nextReading();
      const before = mapsIn(readHocon(text, 0, memo));
      memo.nextReading();
      const after = new Set(mapsIn(readHocon(text.replace('word5 of text', 'a longer word of text'), 0, memo)));
      const changed = before.filter((map) => !after.has(map));
      ok(before.length > 90 && changed.length > 0 && changed.length < 12, `${changed.length} of ${before.length}`);
    }
  });

  it('that are read on beyond their end are read with what follows', () => {
    for (const lines of openLines) {
      const text = `first {\n  a = 1\n}\n${lines}\nlast {\n  acks = 1\n}\n"}" = """x"""\nEND\nend {\n  b = 2\n}\n`;
      deepStrictEqual(readHocon(text, 0, hoconMemo()), readHocon(text), lines);
      const inside = `all {\n${text.replace(/^(?=.)/gm, '  ')}}\n`;
      deepStrictEqual(readHocon(inside, 0, hoconMemo()), readHocon(inside), lines);
    }
  });

  it('are read after edits as if they were new', () => {
    for (const text of hoconTexts()) {
      fc.assert(
        fc.property(edits(text, hoconMarks), (versions) => {
          const memo = hoconMemo();
          for (const version of versions) {
            memo.nextReading();
            deepStrictEqual(readHocon(version, 0, memo), readHocon(version));
          }
        }),
        { seed, numRuns: 12 },
      );
    }
  });
});

/** What a section may end in while more of it is to come. */
const openLines: readonly string[] = [
  'open {',
  'list = [',
  'text = """',
  '""" {',
  'name =',
  'name = ${',
  'a${b = 1',
  'name = word \\',
  'name \\',
  'name = <<END',
  'name = <<',
  'name',
  'list += [ { a = 1 },',
  '}',
  ']',
  '# {',
  '"',
  'a = { b = 1 } {',
];

const hoconMarks: readonly string[] = [
  '"""',
  ' {\n',
  '}',
  '}\n',
  '${',
  '$',
  '<<E\n',
  'E\n',
  ' = ',
  ' += [',
  '\\\n',
  '//',
  '#',
  "'",
  '\n  ',
];

/** Long texts with all that HOCON has: at the margin, in one block with another in it, and in braces. */
function hoconTexts(): readonly string[] {
  const section = (at: number): string => `include "part${at}.conf"
kafka${at % 40}.producer { # opened {
  acks = ${at % 2}, retries = \${retries}
  acks = \${?ACKS}
  "quoted.name" = "a } b", list = [1, { a = 1 }, [2]]
  servers += "b:9092"
  text = """several {
lines"""
  inner : { linger.ms = 5 } { b = 2 }
  // comment }
}
name${at} = word${at} of text
flat.name${at} = "x"
list${at} = [
  a
  { b = ${at} }
]
base${at} = \${shared} {
  c = 3
}
`;
  const sections = Array.from({ length: 14 }, (_, at) => section(at)).join('\n');
  const inner = sections.replace(/^(?=.)/gm, '  ');
  return [
    sections,
    `\ufeff// head\nall {\n${inner}}\nlast = 1\n`,
    `{\n${`all {\n${inner}}`.replace(/^(?=.)/gm, '\t')}\n}`,
    sections.replaceAll('\n', '\r\n'),
  ];
}

const mapsIn = (trees: readonly Tree[]): readonly Tree[] =>
  trees.flatMap((tree) =>
    tree.kind === 'map'
      ? [tree, ...mapsIn(tree.entries.map(({ value }) => value))]
      : tree.kind === 'list'
        ? mapsIn(tree.items)
        : [],
  );

/** Long texts: a list, an object in an object with comments around its parts, and one with a byte order mark. */
function jsonTexts(): readonly string[] {
  const part = (at: number): string =>
    `{ "name": "part${at}", "size": ${at}, "on": ${at % 2 === 0}, "none": null, "in \\"it\\"": [1, { "a": [] }, "]"],\n "acks": "all" }`;
  const parts = Array.from({ length: 60 }, (_, at) => part(at));
  const named = parts.map((text, at) => `  "p${at % 50}": ${text}${at % 7 === 0 ? ' // }' : ''}`).join('\n,/* { */');
  return [
    `[\n${parts.join(',\n')}\n]\n`,
    `// head\n{ "first": 1, "all": {\n${named}\n}, "last": "x" } /* end */`,
    `\ufeff{"list": [${parts.join(',')}]}`.replaceAll('\n', '\r\n'),
  ];
}

const tomlText = `title = "all"
point = { x = 1, y.z = "two" }
[servers.alpha] # first
"acks" = '0'
list = [
  "a", # one
  [1, 2],
  [3]
]
text = """
[not.a.table]
acks = 1"""
[[outputs.kafka]]
required_acks = 1
[outputs.kafka.tls]
on = true
[[outputs.kafka]]
required_acks = -1
  [outputs.kafka.tls]
  on = false
[servers.beta]
kafka.producer.acks = "all"
kafka.producer.retries = 3
`;

/** A tree as plain values, numbers and booleans as they are written. */
function plainOf(tree: Tree): unknown {
  if (tree.kind === 'scalar')
    return tree.style === 'block' ? tree.text.replaceAll('\r\n', '\n').replace(/^\n/, '') : tree.text;
  if (tree.kind === 'list') return tree.items.map(plainOf);
  return Object.fromEntries(tree.entries.map(({ key, value }) => [key, plainOf(value)]));
}

const stringsIn = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(stringsIn)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, stringsIn(inner)]))
      : String(value);

const entriesOf = (documents: readonly Tree[]) => {
  const [document] = documents;
  ok(document?.kind === 'map');
  return document.entries;
};

/** Long texts: golden cases one below the other, at the margin and inside another mapping. */
function yamlTexts(): readonly string[] {
  const texts = readdirSync(cases)
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => readFileSync(join(cases, name), 'utf8'))
    .filter((text) => !/^---|\*\w/m.test(text));
  const under = (text: string, index: number): string => `part${index}:\n${text.replace(/^(?=.)/gm, '  ')}`;
  const joined = texts.map(under).join('');
  return [joined, `all:\n${joined.replace(/^(?=.)/gm, '    ')}last: 1\n`, joined.replaceAll('\n', '\r\n')];
}

/** A text after one, two, three edits. */
const edits = (text: string, marks: readonly string[] = []): fc.Arbitrary<readonly string[]> =>
  fc
    .array(
      fc.tuple(
        fc.nat(text.length),
        fc.nat(12),
        fc.constantFrom('', 'a', ': ', '\n', '  ', 'acks: 0\n', '"', '{', '- ', ',', ']', '/', ...marks),
      ),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    .map((changes) => {
      const versions = [text];
      for (const [at, length, inserted] of changes) {
        const last = versions[versions.length - 1] ?? '';
        versions.push(last.slice(0, at) + inserted + last.slice(at + length));
      }
      return versions;
    });
