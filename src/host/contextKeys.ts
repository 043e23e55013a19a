import * as vscode from 'vscode';

/** The context keys that `when` clauses of the manifest may use. */
export interface ContextKeys {
  'acklens.topicFilterActive': boolean;
  'acklens.groupFilterActive': boolean;
  'acklens.subjectFilterActive': boolean;
  'acklens.scanning': boolean;
  'acklens.treeLoading': boolean;
}

export function setContextKey<K extends keyof ContextKeys>(key: K, value: ContextKeys[K]): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
