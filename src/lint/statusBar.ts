import * as vscode from 'vscode';
import type { StatusText } from './fileVerdict';

/** The verdict on the active file, at the right end of the status bar. */
export class StatusBar implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;

  constructor() {
    this.item = vscode.window.createStatusBarItem('acklens.verdict', vscode.StatusBarAlignment.Right, 90);
    this.item.name = 'AckLens verdict';
    this.item.command = 'acklens.showVerdict';
  }

  show(status: StatusText | undefined): void {
    if (!status) {
      this.item.hide();
      return;
    }
    this.item.text = status.text;
    this.item.tooltip = status.tooltip;
    this.item.backgroundColor =
      status.tone === undefined ? undefined : new vscode.ThemeColor(`statusBarItem.${status.tone}Background`);
    this.item.show();
  }

  dispose(): void {
    this.item.dispose();
  }
}
