import * as vscode from 'vscode';

const scheme = 'acklens-explain';

/** Pages kept for the tabs that are open on them. More tabs of explanations than this say that they are gone. */
const pageLimit = 50;

/** Read-only Markdown pages, shown rendered beside the editor. */
export class ExplanationPages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly pages = new Map<string, string>();
  private readonly changes = new vscode.EventEmitter<vscode.Uri>();
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  readonly onDidChange = this.changes.event;

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.pages.get(uri.toString()) ?? 'This explanation is gone. Choose "Explain" in the file again.';
  }

  async show(rule: string, markdown: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme, path: `/${rule}.md` });
    const key = uri.toString();
    this.pages.delete(key);
    this.pages.set(key, markdown);
    const oldest = this.pages.keys().next().value;
    if (this.pages.size > pageLimit && oldest !== undefined) this.pages.delete(oldest);
    this.changes.fire(uri);
    // The preview belongs to an extension of VS Code that can be switched off.
    if (vscode.extensions.getExtension('vscode.markdown-language-features')) {
      await vscode.commands.executeCommand('markdown.showPreviewToSide', uri);
    } else {
      await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside, preview: true });
    }
  }

  dispose(): void {
    this.registration.dispose();
    this.changes.dispose();
    this.pages.clear();
  }
}
