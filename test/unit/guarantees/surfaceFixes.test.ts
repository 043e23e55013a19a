import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { join } from 'node:path';
import { applyEdits } from '../../../src/config/textEdit';
import type { Analyser } from '../../../src/guarantees/analyse';
import type { SourceDocument } from '../../../src/guarantees/analysis';
import { fixAll } from '../../../src/guarantees/fixAll';
import { fuzzSeeds } from '../../lintCases/fuzzSubject';
import { testAnalyser } from '../../lintCases/loadGrammar';
import { mutate, randomFrom } from '../../lintCases/mutate';
import { checkFixesOf, findingsOf } from './checkFixes';
import { surfaceName, surfaceNames } from './surfaceNames';

const seed = Number(process.env.SEED ?? 20_260_412);

describe(`fixes of every surface (SEED=${seed})`, function () {
  this.timeout(60_000);
  const random = randomFrom(seed);
  let analyser: Analyser;
  let documents: readonly SourceDocument[];
  before(async () => {
    analyser = await testAnalyser();
    documents = fuzzSeeds(analyser, join(__dirname, '../../golden/cases'));
  });
  after(() => analyser.dispose());

  it('are looked at below', () => {
    deepStrictEqual([...new Set(documents.map(({ path }) => surfaceName(path)))].sort(), surfaceNames);
  });

  for (const surface of surfaceNames) {
    it(`answer their finding, leave every other byte and need no second round: ${surface}`, () => {
      let fixes = 0;
      for (const { path, text } of documents) {
        if (surfaceName(path) !== surface) continue;
        const other = documents[random(documents.length)]?.text ?? '';
        const variants = [dressed(text), mutate(text, other, random), ...twice(path, text)];
        for (const variant of [text, variants[random(variants.length)] ?? '']) {
          fixes += checkFixesOf(analyser, path, variant);
          checkFixAll(path, variant);
        }
      }
      ok(fixes > 0);
    });
  }

  function checkFixAll(path: string, text: string): void {
    const lint = (current: string) => findingsOf(analyser, path, current);
    const all = fixAll(text, lint);
    strictEqual(applyEdits(text, all.edits), all.text);
    deepStrictEqual(fixAll(all.text, lint), { text: all.text, edits: [], count: 0 });
  }

  /** As another editor would have saved it. */
  const dressed = (text: string): string =>
    (random(2) === 0 ? '\ufeff' : '') + text.replace(/\r?\n/g, random(3) === 0 ? '\n' : '\r\n');

  /** With one of the settings written a second time, so that taking the last one out would bring the first one back. */
  function twice(path: string, text: string): readonly string[] {
    // TOML refuses such a text, and so does its parser.
    if (/\.toml$|telegraf/.test(path)) return [];
    const spans = findingsOf(analyser, path, text)
      .flatMap(({ fixes }) => fixes.filter(({ title }) => title.startsWith('Remove ')))
      .flatMap(({ edits }) => (edits.length === 1 ? edits.map(({ span }) => span) : []));
    const span = spans[random(Math.max(1, spans.length))];
    return span ? [text.slice(0, span.end) + text.slice(span.start, span.end) + text.slice(span.end)] : [];
  }
});
