import * as vscode from 'vscode';
import type { Disposable } from '../base/disposable';
import { visibleText } from '../base/visibleText';
import type { ClusterFinding } from '../guarantees/cluster/crossCheck';
import type { Severity } from '../guarantees/finding';
import { clickOn, commandUri } from '../host/command';
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
        const { span, message, severity, rule, connection } = finding;
        const said = `${visibleText(message)} (${visibleText(connection)})`;
        const diagnostic = new vscode.Diagnostic(toRange(document, span), said, severities[severity]);
        diagnostic.source = clusterSource;
        diagnostic.code = { value: rule, target: commandUri('acklens.explainRule', [rule]) };
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

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};
