import * as vscode from 'vscode';
import type { Analysis } from '../guarantees/analysis';
import type { Finding } from '../guarantees/finding';
import { ruleDiagnostic } from '../host/ruleDiagnostic';
import { toRange } from '../host/text';

/** What a quick fix needs to know about a diagnostic, without looking at the text again. */
export interface Origin {
  readonly finding: Finding;
  readonly analysis: Analysis;
  readonly version: number;
}

/**
 * The findings of open documents as VS Code's diagnostics. VS Code hands the very same objects to the quick fixes, so a
 * weak map leads from a diagnostic back to its finding.
 */
export class Diagnostics implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('acklens');
  private readonly origins = new WeakMap<vscode.Diagnostic, Origin>();

  publish(document: vscode.TextDocument, analysis: Analysis): void {
    this.collection.set(
      document.uri,
      analysis.findings.map((finding) => {
        const diagnostic = ruleDiagnostic(toRange(document, finding.span), finding, 'AckLens');
        this.origins.set(diagnostic, { finding, analysis, version: document.version });
        return diagnostic;
      }),
    );
  }

  originOf(diagnostic: vscode.Diagnostic): Origin | undefined {
    return this.origins.get(diagnostic);
  }

  clear(uri?: vscode.Uri): void {
    if (uri) this.collection.delete(uri);
    else this.collection.clear();
  }

  dispose(): void {
    this.collection.dispose();
  }
}
