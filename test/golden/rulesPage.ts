import type { Rule } from '../../src/guarantees/rule';
import { rulePage } from '../../src/guarantees/rulePage';

/** docs/rules.md, from the rules themselves. */
export function rulesPage(rules: readonly Rule[]): string {
  const rows = rules.map(
    ({ id, severity, condition, safeFix }) =>
      `| [${id}](#${id}) | ${severity} | ${condition} | ${safeFix === undefined ? '' : 'yes'} |`,
  );
  return `# Rules

Generated from src/guarantees; \`UPDATE_GOLDEN=1 npm run test:golden\` writes this page.

| rule | severity | reported when | fix all |
| --- | --- | --- | --- |
${rows.join('\n')}

Severities can be changed or switched off by rule. A finding is answered in the file by a comment on its line, or alone on the line above, that gives the reason:

\`\`\`properties
# acklens-ignore acks-zero: metrics only, losing some is fine
acks=0
\`\`\`

A comment without a reason ignores nothing and is reported as \`suppression-without-reason\`.

*Fix all* (\`source.fixAll.acklens\` in the editor, \`--fix\` on the command line) applies only fixes of settings that do not work as they are and for which one correction is plainly meant, so that no running program changes what it does. A setting that works but is weak, such as acks=0, is changed only where somebody chooses its fix.

${rules.map((rule) => rulePage(rule, 2)).join('\n')}`;
}
