import * as vscode from 'vscode';

/** The icon of a panel's tab, `media/<name>-light.svg` and `-dark.svg`. */
export function panelIcon(extensionUri: vscode.Uri, name: 'tail' | 'produce' | 'experiment' | 'connection') {
  const file = (theme: string): vscode.Uri => vscode.Uri.joinPath(extensionUri, 'media', `${name}-${theme}.svg`);
  return { light: file('light'), dark: file('dark') };
}
