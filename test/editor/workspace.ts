import { fail } from 'node:assert/strict';
import * as vscode from 'vscode';
import type { AckLensExports } from '../../src/extension';

/** Opens a new file of the workspace with this text. */
export async function openFile(name: string, text: string): Promise<vscode.TextEditor> {
  const folder = vscode.workspace.workspaceFolders?.[0] ?? fail('no workspace');
  const uri = vscode.Uri.joinPath(folder.uri, name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return vscode.window.showTextDocument(uri);
}

/** Asks again until the answer is there. */
export async function waitFor<T>(
  what: string,
  ask: () => T | undefined | PromiseLike<T | undefined>,
  ms = 15_000,
): Promise<T> {
  const deadline = Date.now() + ms;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) fail(`waited ${ms / 1_000} s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export async function activateAckLens(): Promise<AckLensExports> {
  const extension = vscode.extensions.getExtension<AckLensExports>('acklens.acklens') ?? fail('not installed');
  return extension.activate();
}

/** Waits for the diagnostics of a document to be as wished. */
export function waitForFindings(
  document: vscode.TextDocument,
  wanted: (rules: readonly string[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  return waitFor(`other findings in ${document.uri.path}`, () => {
    const ours = vscode.languages.getDiagnostics(document.uri).filter((one) => one.source === 'AckLens');
    return wanted(ours.map(ruleOf)) ? ours : undefined;
  });
}

export function ruleOf(diagnostic: vscode.Diagnostic): string {
  return typeof diagnostic.code === 'object' ? String(diagnostic.code.value) : String(diagnostic.code);
}

export async function lensesOf(document: vscode.TextDocument): Promise<readonly vscode.CodeLens[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
    100,
  );
  return lenses.filter((lens) => lens.command?.command.startsWith('acklens.'));
}

export const bootstrap = (): string => process.env.ACKLENS_TEST_BOOTSTRAP ?? fail('the runner gives no Kafka');
