import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import { registerCommand } from '../host/command';

/**
 * The commands of the tail that is the active editor. VS Code moves the tab with its webview; where that is loaded anew, the
 * state that it keeps brings filter, columns, panes and place back, and the worker has never stopped.
 */
export function registerTail(): Disposable {
  const owned = new DisposableStore();
  owned.add(
    registerCommand('acklens.moveTailAside', () =>
      vscode.commands.executeCommand('workbench.action.moveEditorToRightGroup'),
    ),
  );
  owned.add(
    registerCommand('acklens.moveTailToWindow', () =>
      vscode.commands.executeCommand('workbench.action.moveEditorToNewWindow'),
    ),
  );
  return owned;
}
