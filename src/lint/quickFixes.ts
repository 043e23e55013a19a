import * as vscode from 'vscode';
import { clickOn } from '../host/command';
import { toWorkspaceEdit } from '../host/text';
import type { Diagnostics } from './diagnostics';

/** Quick fixes of the diagnostics under the cursor. Nothing is analysed: the findings brought their edits along. */
export class QuickFixes implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix];
  private readonly diagnostics: Diagnostics;

  constructor(diagnostics: Diagnostics) {
    this.diagnostics = diagnostics;
  }

  provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    context: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    return context.diagnostics.flatMap((diagnostic) => {
      const origin = this.diagnostics.originOf(diagnostic);
      // The text has changed since: the edits would hit other words. New diagnostics are on their way.
      if (!origin || origin.version !== document.version) return [];
      const { finding, version } = origin;
      const fixes = finding.fixes.map((fix, place) => {
        const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
        action.edit = toWorkspaceEdit(document, fix.edits);
        action.diagnostics = [diagnostic];
        action.isPreferred = place === 0;
        return action;
      });
      const explain = new vscode.CodeAction(`Explain ${finding.rule}`, vscode.CodeActionKind.QuickFix);
      explain.diagnostics = [diagnostic];
      const request = { uri: document.uri.toString(), version, offset: finding.span.start, rule: finding.rule };
      explain.command = clickOn('Explain', 'acklens.explain', [request]);
      return [...fixes, explain];
    });
  }
}
