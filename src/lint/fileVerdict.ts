import type { Analysis, JudgedUnit, Verdict, VerdictClass } from '../guarantees/analysis';
import type { Severity } from '../guarantees/finding';
import { guaranteeNames } from '../guarantees/guaranteeNames';

export interface StatusText {
  readonly text: string;
  readonly tooltip: string;
  readonly tone?: 'error' | 'warning';
}

type Judged = JudgedUnit & { readonly verdict: Verdict };

/** Weakest promise first. */
const order: readonly VerdictClass[] = [
  'invalid',
  'atMostOnce',
  'noGuarantee',
  'atLeastOnce',
  'idempotent',
  'transactional',
];

/** The units of a file that carry a verdict, weakest first. */
export function judgedUnits(analysis: Analysis): readonly Judged[] {
  return analysis.units
    .filter((one): one is Judged => one.verdict !== undefined && order.includes(one.verdict.class))
    .sort((a, b) => order.indexOf(a.verdict.class) - order.indexOf(b.verdict.class));
}

/** The status bar's word on a file: its weakest unit. Undefined when there is nothing to say. */
export function fileVerdict(analysis: Analysis): StatusText | undefined {
  if (analysis.notice !== undefined) return { text: '$(info) AckLens: not read', tooltip: analysis.notice };
  const units = judgedUnits(analysis);
  const weakest = units[0];
  const counts = countFindings(analysis);
  if (!weakest)
    return counts === undefined ? undefined : { text: `$(shield) ${counts}`, tooltip: `AckLens: ${counts}` };
  const tone = toneOf(weakest.verdict.class);
  return {
    text: `$(shield) ${guaranteeNames[weakest.verdict.class].short}${units.length > 1 ? ` +${units.length - 1}` : ''}`,
    tooltip: ['AckLens', ...units.map(({ unit, verdict }) => `${unit.label}: ${verdict.text}`), counts]
      .filter(Boolean)
      .join('\n'),
    ...(tone === undefined ? {} : { tone }),
  };
}

function countFindings(analysis: Analysis): string | undefined {
  const count = (severity: Severity): number => analysis.findings.filter((one) => one.severity === severity).length;
  const parts = [
    [count('error'), 'error'],
    [count('warning'), 'warning'],
  ] as const;
  const said = parts
    .filter(([amount]) => amount > 0)
    .map(([amount, noun]) => `${amount} ${noun}${amount === 1 ? '' : 's'}`);
  return said.length === 0 ? undefined : said.join(', ');
}

function toneOf(verdict: VerdictClass): 'error' | 'warning' | undefined {
  if (verdict === 'invalid') return 'error';
  return verdict === 'atMostOnce' || verdict === 'noGuarantee' ? 'warning' : undefined;
}
