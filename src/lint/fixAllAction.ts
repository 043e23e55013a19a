import * as vscode from 'vscode';
import type { FixAll } from '../guarantees/fixAll';
import { toWorkspaceEdit } from '../host/text';

/** `source.fixAll.acklens`, also on save where editor.codeActionsOnSave names it. */
export class FixAllAction implements vscode.CodeActionProvider {
  private static readonly kind = vscode.CodeActionKind.SourceFixAll.append('acklens');
  static readonly kinds = [FixAllAction.kind];
  private readonly fixAll: (document: vscode.TextDocument) => Promise<FixAll | undefined>;

  constructor(fixAll: (document: vscode.TextDocument) => Promise<FixAll | undefined>) {
    this.fixAll = fixAll;
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    context: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    // VS Code asks with every move of the cursor; only a wish for source actions is answered.
    if (!context.only?.intersects(FixAllAction.kind)) return [];
    const version = document.version;
    const fixed = await this.fixAll(document);
    if (!fixed || fixed.count === 0 || document.version !== version) return [];
    const action = new vscode.CodeAction('Fix all AckLens findings that need no choice', FixAllAction.kind);
    action.edit = toWorkspaceEdit(document, fixed.edits);
    return [action];
  }
}
