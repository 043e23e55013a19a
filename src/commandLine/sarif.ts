import type { Finding, Severity } from '../guarantees/finding';
import type { LintRow } from './lintRows';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };

/** The rows as a SARIF 2.1.0 log. `findings` brings the explanations of the rules. */
export function sarif(rows: readonly LintRow[], findings: readonly Finding[]): unknown {
  const rules = new Map(findings.map((finding) => [finding.rule, finding]));
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'AckLens',
            rules: [...rules.values()].map(({ rule, explanation, reference }) => ({
              id: rule,
              shortDescription: { text: rule },
              fullDescription: { text: explanation },
              helpUri: reference,
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: rows.map((row) => ({
          ruleId: row.rule,
          level: levels[row.severity],
          message: { text: row.message },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: encodeURI(row.file) },
                region: {
                  startLine: row.line,
                  startColumn: row.column,
                  endLine: row.endLine,
                  endColumn: row.endColumn,
                },
              },
            },
          ],
        })),
      },
    ],
  };
}
