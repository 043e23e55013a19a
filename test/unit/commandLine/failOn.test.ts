import { strictEqual } from 'node:assert/strict';
import { type FailOn, failOnChoices, matchesFailOn } from '../../../src/commandLine/failOn';
import type { Counters } from '../../../src/tail/model';

const clean: Counters = {
  records: 9,
  duplicates: { total: 0, proven: 0, strong: 0, likely: 0 },
  // Neither an open nor an unverifiable gap is a loss.
  gaps: { open: 1, confirmed: 0, unverifiable: 1, missing: 0 },
  late: 1,
  conflicts: 0,
  divergences: 0,
  restarts: 1,
  repeats: 1,
  redeliveries: 1,
  aborted: 1,
  holes: { marker: 1, aborted: 1, compacted: 1, expired: 1, truncated: 0, recreated: 1, skipped: 1, unexplained: 0 },
  identity: { rule: 'none', hitRate: 0 },
  sequence: { rule: 'none', scope: 'none', hitRate: 0 },
  horizon: { records: 0 },
};

describe('--fail-on', () => {
  const found: readonly [FailOn, Counters][] = [
    ['duplicate', { ...clean, duplicates: { ...clean.duplicates, total: 1 } }],
    ['gap', { ...clean, gaps: { ...clean.gaps, confirmed: 1 } }],
    ['conflict', { ...clean, conflicts: 1 }],
    ['divergence', { ...clean, divergences: 1 }],
    ['truncation', { ...clean, holes: { ...clean.holes, truncated: 1 } }],
    ['hole', { ...clean, holes: { ...clean.holes, unexplained: 1 } }],
  ];
  for (const [kind, counters] of found)
    it(`${kind} and any match it, the others do not`, () => {
      for (const choice of failOnChoices)
        strictEqual(matchesFailOn(counters, [choice]), choice === kind || choice === 'any', choice);
    });

  it('what is harmless or cannot be known never matches', () => {
    for (const choice of failOnChoices) strictEqual(matchesFailOn(clean, [choice]), false, choice);
  });
});
