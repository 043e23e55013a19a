import { deepStrictEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lintRows } from '../../src/commandLine/lintRows';
import type { Analyser } from '../../src/guarantees/analyse';
import { testAnalyser } from '../lintCases/loadGrammar';
import { compare, type LintCase, readCases, sharedCases } from '../lintCases/measureCases';

/** Surfaces whose files a reader takes although their settings are written in a manner that it does not know yet. */
const laterSurfaces = /connector JSON in a curl command|kafka-node/;

describe('lint cases', () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await testAnalyser();
  });
  after(() => analyser.dispose());

  const own = join(__dirname, 'cases/lintCases');
  for (const folder of [own, sharedCases()].filter((path) => path !== undefined)) {
    for (const of of readCases(folder)) {
      if (laterSurfaces.test(of.surface) || !isRead(of)) continue;
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

function isRead({ file }: LintCase): boolean {
  return /\.(?:properties|sh|bash|bat|md|[cm]?[jt]sx?)$|(?:Dockerfile|Makefile)$/.test(file);
}
