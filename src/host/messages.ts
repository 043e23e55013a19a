import * as vscode from 'vscode';
import { inertText } from '../base/inertText';

/** Says one sentence; it may name what comes from a cluster. Answers the action that was chosen. */
export function inform(sentence: string, ...actions: string[]): Thenable<string | undefined> {
  return vscode.window.showInformationMessage(inertText(sentence), ...actions);
}

/** The same of something that failed and is said nowhere else. */
export function complain(sentence: string): void {
  void vscode.window.showErrorMessage(inertText(sentence));
}

/** Says in the status bar that something was done. */
export function sayBriefly(text: string): void {
  vscode.window.setStatusBarMessage(inertText(text), 5_000);
}
