import type { Unit } from '../../../src/config/unit';
import type { Analysis, Verdict, VerdictClass } from '../../../src/guarantees/analysis';
import type { Finding, Severity } from '../../../src/guarantees/finding';

/** The parts of an analysis that a test names; everything else is empty. */
export function sampleAnalysis(parts: Partial<Analysis>): Analysis {
  return {
    path: '/app/producer.properties',
    units: [],
    findings: [],
    consumerCommands: [],
    bootstrapServers: [],
    notice: undefined,
    ...parts,
  };
}

export function sampleUnit(id: string, start: number, end: number): Unit {
  return {
    id,
    role: 'producer',
    client: { name: 'java' },
    surface: 'properties',
    label: id,
    span: { start, end },
    anchor: { start, end: start + 1 },
    settings: [],
    misplaced: [],
    removedOptions: [],
    complete: true,
  };
}

export const verdict = (of: VerdictClass, text: string): Verdict => ({
  class: of,
  text,
  reasons: [`Because of ${of}.`],
});

export function finding(rule: string, severity: Severity, start: number, end: number, unitId?: string): Finding {
  return {
    rule,
    severity,
    message: `${rule} is found.`,
    span: { start, end },
    explanation: 'It is explained.',
    reference: 'https://kafka.apache.org/documentation/#producerconfigs_acks',
    fixes: [{ id: 'set-acks-all', title: 'Set acks=all', edits: [{ span: { start, end }, newText: 'all' }] }],
    unitId,
  };
}
