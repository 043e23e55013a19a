import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';

/** Hears of each file of the workspace that fits the pattern when it is created, changed or deleted, also outside of VS Code. */
export function watchFiles(pattern: string, changed: (uri: vscode.Uri) => void): Disposable {
  const owned = new DisposableStore();
  const watcher = owned.add(vscode.workspace.createFileSystemWatcher(pattern));
  for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete]) owned.add(event(changed));
  return owned;
}
