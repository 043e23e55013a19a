import * as vscode from 'vscode';
import type { Span } from '../base/span';

export function toRange(document: vscode.TextDocument, span: Span): vscode.Range {
  return new vscode.Range(document.positionAt(span.start), document.positionAt(span.end));
}

export function toWorkspaceEdit(
  document: vscode.TextDocument,
  edits: readonly { readonly span: Span; readonly newText: string }[],
): vscode.WorkspaceEdit {
  const workspaceEdit = new vscode.WorkspaceEdit();
  workspaceEdit.set(
    document.uri,
    edits.map((edit) => vscode.TextEdit.replace(toRange(document, edit.span), edit.newText)),
  );
  return workspaceEdit;
}
