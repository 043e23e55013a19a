import type { Example, Rule } from './rule';

/** What the page of a rule is made of; `around` completes where an example stands: ` on a cluster of 3 brokers`. */
export interface PageRule
  extends Pick<Rule, 'id' | 'severity' | 'condition' | 'explanation' | 'falsePositive' | 'safeFix' | 'reference'> {
  readonly bad: readonly PageExample[];
  readonly good: readonly PageExample[];
}

interface PageExample extends Example {
  readonly around?: string;
}

/** What a reader of a finding wants to know about its rule, as Markdown. Sections begin at `level`. */
export function rulePage(rule: PageRule, level: 1 | 2): string {
  const title = '#'.repeat(level);
  const below = `${title}#`;
  const parts = [
    `${title} ${rule.id}`,
    `**${rule.severity}** · ${plain(rule.condition)}`,
    `${below} Why`,
    plain(rule.explanation),
    `${below} When it needs no answer`,
    plain(rule.falsePositive),
    ...(rule.safeFix === undefined
      ? []
      : [`${below} Fix all`, `Its first fix is part of *fix all*. ${plain(rule.safeFix)}`]),
    `${below} Reported`,
    ...rule.bad.map(example),
    `${below} Not reported`,
    ...rule.good.map(example),
    `${below} Source`,
    `<${rule.reference}>`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function example({ path, text, off, around = '' }: PageExample): string {
  const condition = off ? ` with ${off.join(', ')} switched off` : '';
  const ending = /\.(\w+)$/.exec(path)?.[1] ?? '';
  const ticks = text.includes('```') ? '````' : '```';
  return `In \`${path}\`${condition}${plain(around)}:\n\n${ticks}${languages[ending] ?? ending}\n${text.trimEnd()}\n${ticks}`;
}

const languages: Readonly<Record<string, string>> = {
  yml: 'yaml',
  py: 'python',
  kt: 'kotlin',
  cs: 'csharp',
  rs: 'rust',
  rb: 'ruby',
};

/** Setting names such as min.insync.replicas=<n> would be taken for markup. */
const plain = (text: string): string => text.replace(/[\\`*_<>[\]]/g, '\\$&');
