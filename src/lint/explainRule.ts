import * as vscode from 'vscode';
import type { ExplanationPages } from './explanationPages';

/** Opens the page of a rule; asks which where none is named. The rules are loaded with the first page. */
export async function explainRule(pages: ExplanationPages, wanted: string | undefined): Promise<void> {
  const { allRules } = await import('../guarantees/allRules');
  const { allClusterRules } = await import('../guarantees/cluster/allClusterRules');
  const { clusterRulePage } = await import('../guarantees/cluster/clusterRulePage');
  const { rulePage } = await import('../guarantees/rulePage');
  const all = [...allRules, ...allClusterRules];
  const id = wanted ?? (await pick(all.map((rule) => ({ label: rule.id, detail: rule.condition }))));
  const rule = allRules.find((one) => one.id === id);
  const clusterRule = allClusterRules.find((one) => one.id === id);
  if (rule) await pages.show(rule.id, rulePage(rule, 1));
  else if (clusterRule) await pages.show(clusterRule.id, clusterRulePage(clusterRule, 1));
  else if (id === 'suppression-without-reason') await pages.show(id, withoutReason);
}

async function pick(items: readonly vscode.QuickPickItem[]): Promise<string | undefined> {
  const picked = await vscode.window.showQuickPick(items, { placeHolder: 'Rule to explain', matchOnDetail: true });
  return picked?.label;
}

const withoutReason = `# suppression-without-reason

**info** · A comment names a rule to ignore and gives no reason.

A reader could not tell an accepted risk from a forgotten one, so such a comment ignores nothing. Write the reason after a colon:

\`\`\`properties
# acklens-ignore acks-zero: metrics only, losing some is fine
acks=0
\`\`\`
`;
