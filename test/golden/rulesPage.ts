import type { Example, Rule } from '../../src/guarantees/rule';

/** docs/rules.md, from the rules themselves. */
export function rulesPage(rules: readonly Rule[]): string {
  const rows = rules.map(({ id, severity, condition }) => `| [${id}](#${id}) | ${severity} | ${condition} |`);
  return `# Rules

Generated from src/guarantees; \`UPDATE_GOLDEN=1 npm run test:golden\` writes this page.

| rule | severity | reported when |
| --- | --- | --- |
${rows.join('\n')}

Severities can be changed or switched off by rule. A finding is answered in the file by a comment on its line, or alone on the line above, that gives the reason:

\`\`\`properties
# acklens-ignore acks-zero: metrics only, losing some is fine
acks=0
\`\`\`

A comment without a reason ignores nothing and is reported as \`suppression-without-reason\`.

${rules.map(section).join('\n')}`;
}

const section = (rule: Rule): string => `## ${rule.id}

${rule.severity} · ${rule.condition}

${rule.explanation}

Source: <${rule.reference}>

${rule.bad.map((example) => block('Reported', example)).join('\n')}
${rule.good.map((example) => block('Not reported', example)).join('\n')}`;

function block(title: string, { path, text, off }: Example): string {
  const language = languages.get(path.replace(/^.*\./, '')) ?? 'sh';
  const condition = off ? ` with ${off.join(', ')} switched off` : '';
  return `${title} in ${path}${condition}:\n\n\`\`\`${language}\n${text}\`\`\`\n`;
}

const languages: ReadonlyMap<string, string> = new Map([
  ['properties', 'properties'],
  ['ts', 'ts'],
  ['yml', 'yaml'],
  ['json', 'json'],
  ['conf', 'conf'],
]);
