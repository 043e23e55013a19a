import { ok, strictEqual } from 'node:assert/strict';
import { allRules } from '../../../src/guarantees/allRules';
import type { Analyser } from '../../../src/guarantees/analyse';
import type { Example } from '../../../src/guarantees/rule';
import { testAnalyser } from '../../lintCases/loadGrammar';

describe('examples of the rules', () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await testAnalyser();
  });
  after(() => analyser.dispose());

  const found = ({ path, text, off = [] }: Example): readonly string[] => {
    const severities = Object.fromEntries(off.map((rule) => [rule, 'off' as const]));
    return analyser.analyse({ path, text }, { severities }).findings.map(({ rule }) => rule);
  };

  for (const rule of allRules) {
    it(rule.id, () => {
      ok(rule.bad.length > 0 && rule.good.length > 0, 'examples of both kinds');
      for (const example of rule.bad) ok(found(example).includes(rule.id), `not reported: ${example.text}`);
      for (const example of rule.good) ok(!found(example).includes(rule.id), `reported: ${example.text}`);
    });
  }

  it('have ids of their own', () => {
    strictEqual(new Set(allRules.map(({ id }) => id)).size, allRules.length);
  });
});
