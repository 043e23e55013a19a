import { deepStrictEqual, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { sectionMemos } from '../../../src/config/sectionMemos';
import { type StructuredFormat, structuredUnits } from '../../../src/config/structuredUnits';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

describe(`units after edits (SEED=${seed})`, () => {
  for (const { format, path, text } of texts()) {
    const unitsOf = (edited: string, memos = sectionMemos()) =>
      structuredUnits({ format, path, text: edited, memos }).units;

    it(`${path}: those of unchanged sections are kept`, () => {
      const memos = sectionMemos();
      const before = new Set(unitsOf(text, memos));
      const after = unitsOf(text.replace('client-3', 'client-4'), memos);
      const changed = after.filter((unit) => !before.has(unit));
      ok(after.length >= 24 && changed.length <= 2, `${changed.length} of ${after.length} units are new`);
    });

    it(`${path}: all are what a new reading gives`, () => {
      fc.assert(
        fc.property(fc.array(edit(text.length), { minLength: 1, maxLength: 4 }), (edits) => {
          const memos = sectionMemos();
          let edited = text;
          unitsOf(edited, memos);
          for (const [at, length, inserted] of edits) {
            edited = edited.slice(0, at) + inserted + edited.slice(at + length);
            deepStrictEqual(unitsOf(edited, memos), unitsOf(edited));
          }
        }),
        { seed, numRuns: 6 },
      );
    });
  }
});

const edit = (length: number): fc.Arbitrary<readonly [at: number, length: number, inserted: string]> =>
  fc.tuple(
    fc.nat(length),
    fc.nat(12),
    fc.constantFrom(
      '',
      '0',
      'a',
      '\n',
      '.',
      '"',
      '{',
      '}',
      'acks',
      'exactly.once.source.support = enabled\n',
      'spring',
    ),
  );

/** A producer in each section; in HOCON another one that is spread over all of them. */
function texts(): readonly { readonly format: StructuredFormat; readonly path: string; readonly text: string }[] {
  const each = (section: (at: number) => string, between = ''): string =>
    Array.from({ length: 24 }, (_, at) => section(at)).join(between);
  return [
    {
      format: 'yaml',
      path: 'application.yml',
      text: each(
        (at) =>
          `kafka${at}:\n  producer:\n    acks: ${at % 2}\n    retries: ${at}\n    properties:\n      linger.ms: 5\n  topic: client-${at}\n`,
      ),
    },
    {
      format: 'toml',
      path: 'config.toml',
      text: each(
        (at) =>
          `[kafka${at}.producer]\nacks = "${at % 2}"\nretries = ${at}\n"linger.ms" = 5\n[kafka${at}.consumer]\n"group.id" = "client-${at}"\n`,
      ),
    },
    {
      format: 'conf',
      path: 'application.conf',
      text: each(
        (at) =>
          `kafka${at}.producer {\n  acks = "${at % 2}"\n  acks = \${?ACKS}\n  retries = ${at}\n  linger.ms = 5\n}\nname${at} = client-${at}\nshared.producer {\n  retries = ${at}\n}\n`,
      ),
    },
    {
      format: 'json',
      path: 'connectors.json',
      text: `[\n${each(
        (at) =>
          `  {\n    "name": "client-${at}",\n    "config": {\n      "connector.class": "a.SinkConnector",\n      "producer.override.acks": "${at % 2}",\n      "producer.override.acks": "all",\n      "producer.override.retries": ${at},\n      "tasks.max": 1,\n      "topics": "topic of a connector whose name is here only to make the text a long one"\n    }\n  }`,
        ',\n',
      )}\n]\n`,
    },
  ];
}
