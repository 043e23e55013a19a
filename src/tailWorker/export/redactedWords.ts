import type { Verdict } from '../../tail/model';
import { rangeSize } from '../../tail/numbering';
import { redactJson } from '../../tail/redactJson';
import type { RedactRules } from '../../tail/redactRules';
import type { Words } from './exportItem';

/** What of the findings the rules hide: a gap tells the key of its stream, and numbers that stood in the records. */
export interface HiddenFacts {
  readonly key: boolean;
  readonly numbers: boolean;
}

/** `rule` is the sequence rule in the words of the counters. */
export function hiddenFacts(rules: RedactRules, rule: string): HiddenFacts {
  return { key: rules.key, numbers: hidesNumbers(rules, rule.replace(/ \(order only\)$/, '')) };
}

/** Where it is not certain that the number stays, it is hidden. */
function hidesNumbers(rules: RedactRules, rule: string): boolean {
  const { key, value, headers, headerNames, paths } = rules;
  if (!(key || value || headers || headerNames.size > 0 || paths.length > 0) || rule === 'none') return false;
  const header = /^header (.+)$/.exec(rule)?.[1];
  if (header !== undefined) return headers || headerNames.has(header.toLowerCase());
  const path = /^JSON (.+)$/.exec(rule)?.[1];
  if (path !== undefined) return value || (paths.length > 0 && redactJson(sample(path), paths) !== sample(path));
  if (rule === 'number at the end of the key') return key;
  return true;
}

/** JSON that has nothing but this path. */
const sample = (path: string): string =>
  path.split('.').reduceRight((inner, name) => `{${JSON.stringify(name)}:${inner}}`, '0');

export function redactVerdict(verdict: Verdict, { key, numbers }: HiddenFacts): Verdict {
  const { missing, ...rest } = verdict;
  if (missing === undefined) return verdict;
  return {
    ...rest,
    ...(key && verdict.key ? { key: hiddenKey } : {}),
    ...(numbers ? {} : { missing }),
  };
}

/** The sentence tells key and numbers where it tells them at all: it is said anew without. */
export function redactWords(words: Words, verdict: Verdict, { key, numbers }: HiddenFacts): Words {
  if (verdict.missing !== undefined && (numbers || (key && verdict.key)))
    return { ...words, sentence: gapSentence(verdict, { key: key && Boolean(verdict.key), numbers }) };
  return numbers && numbered.has(verdict.code)
    ? { ...words, sentence: 'What was found tells a number, which is redacted.' }
    : words;
}

const hiddenKey = new TextEncoder().encode('redacted');

/** Their sentences tell the record's own number. */
const numbered: ReadonlySet<Verdict['code']> = new Set(['D7', 'G2', 'G5', 'G6']);

function gapSentence({ missing = [], state }: Verdict, hides: HiddenFacts): string {
  const missed = missing.reduce((sum, range) => sum + rangeSize(range), 0);
  const ranges = missing.map(([from, to]) => (from === to ? String(from) : `${from}..${to}`)).join(', ');
  const which = hides.numbers || ranges === '' ? '' : `: ${ranges}`;
  return `${missed} missing${which}${hides.key ? ' of a key that is redacted' : ''} (${state}).`;
}
