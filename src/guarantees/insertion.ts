import type { Analysis } from './analysis';
import type { Finding, Fix } from './finding';
import { planChanges } from './planChanges';

/**
 * The fix of a finding about a setting that nobody wrote. Made when somebody asks for it: what counts at a place is found
 * out by reading the text again with the setting in it, a few times where the place is hard.
 */
export function insertionFor(
  text: string,
  analysis: Analysis,
  finding: Finding,
  analyse: (text: string) => Analysis,
): Fix | undefined {
  if (!missesAcks.has(finding.rule) || finding.fixes.length > 0 || finding.unitId === undefined) return undefined;
  const plan = planChanges(text, analysis, finding.unitId, [{ key: 'acks', value: 'all' }], analyse);
  if (plan.kind === 'impossible') return undefined;
  // Some programs decide by another setting first.
  const stays = plan.analysis.findings.some(
    ({ rule, unitId }) => rule === finding.rule && unitId === plan.unit?.unit.id,
  );
  return stays ? undefined : { id: 'insert-acks', title: 'Set acks=all', edits: plan.edits };
}

const missesAcks: ReadonlySet<string> = new Set(['unsafe-client-default']);
