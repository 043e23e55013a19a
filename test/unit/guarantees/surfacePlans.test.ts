import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { join } from 'node:path';
import { applyEdits } from '../../../src/config/textEdit';
import type { Analyser } from '../../../src/guarantees/analyse';
import type { Analysis, SourceDocument } from '../../../src/guarantees/analysis';
import { newestJava } from '../../../src/guarantees/clients';
import { planChanges } from '../../../src/guarantees/planChanges';
import { presetChanges } from '../../../src/guarantees/presets';
import { fuzzSeeds } from '../../lintCases/fuzzSubject';
import { testAnalyser } from '../../lintCases/loadGrammar';
import { surfaceName, surfaceNames } from './surfaceNames';

describe('changes that the cards write, on every surface', function () {
  this.timeout(60_000);
  let analyser: Analyser;
  let documents: readonly SourceDocument[];
  before(async () => {
    analyser = await testAnalyser();
    documents = fuzzSeeds(analyser, join(__dirname, '../../golden/cases'));
  });
  after(() => analyser.dispose());

  // Terraform makes topics, not producers.
  for (const surface of surfaceNames.filter((name) => name !== 'structured hcl')) {
    it(`count where they are written and need no second time: ${surface}`, () => {
      let planned = 0;
      for (const { path, text } of documents) if (surfaceName(path) === surface) planned += check(path, text);
      ok(planned > 0, `${planned} planned`);
    });
  }

  function check(path: string, text: string): number {
    const analyse = (now: string): Analysis => {
      const analysis = analyser.analyse({ path, text: now });
      analyser.release(analysis);
      return analysis;
    };
    const analysis = analyse(text);
    let planned = 0;
    for (const { unit } of analysis.units.filter(({ verdict }) => verdict !== undefined).slice(0, 4)) {
      // To the top of the ladder and down again.
      for (const id of ['payments', 'analytics'] as const) {
        const proposal = presetChanges(id, unit, newestJava);
        if (proposal.changes.length === 0) continue;
        const plan = planChanges(text, analysis, unit.id, proposal.changes, analyse);
        if (plan.kind === 'impossible') continue;
        planned += 1;
        const told = `${path}, ${id}:\n${text}\n->\n${plan.text}`;
        strictEqual(applyEdits(text, plan.edits), plan.text);
        if (!plan.unit) continue;
        const again = planChanges(plan.text, analyse(plan.text), plan.unit.unit.id, proposal.changes, analyse);
        deepStrictEqual(again.kind === 'planned' && again.edits, [], told);
      }
    }
    return planned;
  }
});
