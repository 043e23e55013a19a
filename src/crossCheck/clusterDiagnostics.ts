import * as vscode from 'vscode';
import type { Disposable } from '../base/disposable';
import { visibleText } from '../base/visibleText';
import type { ClusterFinding } from '../guarantees/cluster/crossCheck';
import { clickOn } from '../host/command';
import { ruleDiagnostic } from '../host/ruleDiagnostic';
import { toRange, toWorkspaceEdit } from '../host/text';

const clusterSource = 'AckLens cluster';

interface Origin {
  readonly finding: ClusterFinding;
  readonly version: number;
}

/** The findings about clusters as VS Code's diagnostics, with a source of their own, and their quick fixes. */
export class ClusterDiagnostics implements vscode.CodeActionProvider, Disposable {
  static readonly kinds = [vscode.CodeActionKind.QuickFix];
  private readonly collection = vscode.languages.createDiagnosticCollection('acklens cluster');
  private readonly origins = new WeakMap<vscode.Diagnostic, Origin>();

  show(document: vscode.TextDocument, findings: readonly ClusterFinding[]): void {
    if (findings.length === 0) {
      this.collection.delete(document.uri);
      return;
    }
    this.collection.set(
      document.uri,
      findings.map((finding) => {
        const message = `${visibleText(finding.message)} (${visibleText(finding.connection)})`;
        const diagnostic = ruleDiagnostic(toRange(document, finding.span), { ...finding, message }, clusterSource);
        this.origins.set(diagnostic, { finding, version: document.version });
        return diagnostic;
      }),
    );
  }

  provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    return diagnostics.flatMap((diagnostic) => {
      const origin = this.origins.get(diagnostic);
      // The text has changed since: the edits would hit other words.
      if (!origin || origin.version !== document.version) return [];
      const { rule, fixes } = origin.finding;
      const actions = fixes.map((fix) => {
        const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
        action.edit = toWorkspaceEdit(document, fix.edits);
        action.diagnostics = [diagnostic];
        return action;
      });
      const explain = new vscode.CodeAction(`Explain ${rule}`, vscode.CodeActionKind.QuickFix);
      explain.diagnostics = [diagnostic];
      explain.command = clickOn('Explain', 'acklens.explainRule', [rule]);
      return [...actions, explain];
    });
  }

  dispose(): void {
    this.collection.dispose();
  }
}
