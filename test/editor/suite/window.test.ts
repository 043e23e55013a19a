import { strictEqual } from 'node:assert/strict';
import * as vscode from 'vscode';
import { count, isOutsideThere, screenshot } from '../outside';

describe('the window', () => {
  it('holds the demo workspace and nothing to click away', async function () {
    strictEqual(vscode.workspace.workspaceFolders?.length, 1);
    await vscode.commands.executeCommand('workbench.view.explorer');
    if (!isOutsideThere()) this.skip();
    strictEqual(await count('.monaco-workbench'), 1);
    strictEqual(await count('.monaco-dialog-box'), 0);
    await screenshot('window');
  });
});
