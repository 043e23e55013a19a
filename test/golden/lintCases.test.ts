import { deepStrictEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lintRows } from '../../src/commandLine/lintRows';
import type { Analyser } from '../../src/guarantees/analyse';
import { testAnalyser } from '../lintCases/loadGrammar';
import { compare, readCases, sharedCases } from '../lintCases/measureCases';

describe('lint cases', () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await testAnalyser();
  });
  after(() => analyser.dispose());

  const own = join(__dirname, 'cases/lintCases');
  for (const folder of [own, sharedCases()].filter((path) => path !== undefined)) {
    for (const of of readCases(folder)) {
      it(`${of.file} (${of.surface})`, () => {
        const text = readFileSync(join(folder, of.file), 'utf8');
        const analysis = analyser.analyse({ path: of.file, text });
        const { missed, unexpected } = compare(
          of,
          lintRows(of.file, text, analysis.findings).map(({ line, rule }) => ({ line, rule })),
        );
        deepStrictEqual({ missed, unexpected }, { missed: [], unexpected: [] });
      });
    }
  }
});
