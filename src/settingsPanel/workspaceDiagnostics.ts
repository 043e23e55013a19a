import * as vscode from 'vscode';
import { type Disposable, DisposableStore, toDisposable } from '../base/disposable';
import type { Analysis } from '../guarantees/analysis';
import { ruleDiagnostic } from '../host/ruleDiagnostic';
import { onSettingChange, readSetting } from '../host/settings';
import { lineCounter } from './lineCounter';
import type { WorkspaceScan } from './workspaceScan';

/** Problems of one file; a file with more is generated. */
const findingLimit = 100;

/** Findings in files that nobody has opened, when the user asks for them. Open files are the lint's. */
export class WorkspaceDiagnostics implements Disposable {
  private readonly owned = new DisposableStore();
  private readonly collection = vscode.languages.createDiagnosticCollection('acklens-workspace');
  private on = false;

  constructor(scan: WorkspaceScan) {
    this.owned.add(this.collection);
    this.owned.add(
      scan.onDidRead(({ uri, text, analysis }) => {
        if (this.on) this.publish(uri, text, analysis);
      }),
    );
    this.owned.add(vscode.workspace.onDidOpenTextDocument(({ uri }) => this.collection.delete(uri)));
    const follow = (): void => {
      const wanted = readSetting('acklens.scanWorkspace') === 'diagnostics';
      if (wanted === this.on) return;
      this.on = wanted;
      if (wanted) void scan.start();
      else this.collection.clear();
    };
    this.owned.add(onSettingChange(['acklens.scanWorkspace'], follow));
    // VS Code waits for the activation, and the first reading of a setting puts those of all extensions together.
    const first = setTimeout(follow, 0);
    this.owned.add(toDisposable(() => clearTimeout(first)));
  }

  dispose(): void {
    this.owned.dispose();
  }

  private publish(uri: vscode.Uri, text: string, analysis: Analysis | undefined): void {
    const key = uri.toString();
    const isUnwanted = !readSetting('acklens.lint.enabled', uri);
    const isOpen = vscode.workspace.textDocuments.some((document) => document.uri.toString() === key);
    if (!analysis || isOpen || isUnwanted || analysis.findings.length === 0) {
      // Each deletion is a message to the window, and most files of a workspace have nothing to delete.
      if (this.collection.has(uri)) this.collection.delete(uri);
      return;
    }
    const lineOf = lineCounter(text);
    const position = (offset: number): vscode.Position =>
      new vscode.Position(lineOf(offset) - 1, offset - (text.lastIndexOf('\n', offset - 1) + 1));
    this.collection.set(
      uri,
      analysis.findings
        .slice(0, findingLimit)
        .map((finding) =>
          ruleDiagnostic(
            new vscode.Range(position(finding.span.start), position(finding.span.end)),
            finding,
            'AckLens',
          ),
        ),
    );
  }
}
