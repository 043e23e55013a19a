import * as vscode from 'vscode';
import type { Fix } from '../guarantees/finding';
import type { suppressionComment } from '../guarantees/suppressionComment';
import { clickOn } from '../host/command';
import { toWorkspaceEdit } from '../host/text';
import type { Diagnostics, Origin } from './diagnostics';

type CommentMaker = typeof suppressionComment;

/** Quick fixes of the diagnostics under the cursor. Most findings brought their edits along; insertions are asked for. */
export class QuickFixes implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix];
  private readonly diagnostics: Diagnostics;
  private readonly insertion: (document: vscode.TextDocument, origin: Origin) => Promise<Fix | undefined>;

  constructor(
    diagnostics: Diagnostics,
    insertion: (document: vscode.TextDocument, origin: Origin) => Promise<Fix | undefined>,
  ) {
    this.diagnostics = diagnostics;
    this.insertion = insertion;
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    context: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const { version } = document;
    const inserted = new Map<vscode.Diagnostic, Fix>();
    // Knows the formats of files: whoever has a diagnostic has loaded them already, at activation they would cost time.
    const { suppressionComment } = await import('../guarantees/suppressionComment');
    for (const diagnostic of context.diagnostics) {
      const origin = this.diagnostics.originOf(diagnostic);
      const fix = origin?.version === version ? await this.insertion(document, origin) : undefined;
      if (fix) inserted.set(diagnostic, fix);
    }
    return document.version === version ? this.actions(document, context, inserted, suppressionComment) : [];
  }

  private actions(
    document: vscode.TextDocument,
    context: vscode.CodeActionContext,
    inserted: ReadonlyMap<vscode.Diagnostic, Fix>,
    comment: CommentMaker,
  ): vscode.CodeAction[] {
    return context.diagnostics.flatMap((diagnostic) => {
      const origin = this.diagnostics.originOf(diagnostic);
      // The text has changed since: the edits would hit other words. New diagnostics are on their way.
      if (!origin || origin.version !== document.version) return [];
      const { finding, version } = origin;
      const insertion = inserted.get(diagnostic);
      const fixes = [...finding.fixes, ...(insertion ? [insertion] : [])].map((fix, place) => {
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
      const suppress = suppression(document, origin, comment);
      if (suppress) suppress.diagnostics = [diagnostic];
      return [...fixes, ...(suppress ? [suppress] : []), explain];
    });
  }
}

/** Writes the comment that accepts the finding and leaves the cursor where the reason goes. */
function suppression(
  document: vscode.TextDocument,
  { finding, analysis }: Origin,
  make: CommentMaker,
): vscode.CodeAction | undefined {
  // What reports a comment is answered in the comment itself.
  if (finding.unitId === undefined) return undefined;
  const { languageId, uri } = document;
  const units = analysis.units.map(({ unit }) => unit);
  const comment = make({ path: uri.path, languageId, text: document.getText() }, finding, units);
  if (!comment) return undefined;
  const snippet = new vscode.SnippetString()
    .appendText(comment.before)
    .appendPlaceholder('why this is accepted')
    // A snippet gives the lines after its first the indentation of the place, here to the line that was there.
    .appendText(`${comment.after}\n`);
  const action = new vscode.CodeAction(`Suppress ${finding.rule} with a reason`, vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.set(uri, [vscode.SnippetTextEdit.insert(document.positionAt(comment.at), snippet)]);
  return action;
}
