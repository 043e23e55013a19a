import { match } from 'node:assert/strict';
import * as vscode from 'vscode';
import { isOutsideThere, screenshot, text } from '../outside';
import { activateAckLens } from '../workspace';

// Measured on request (ACKLENS_TEST_ONLY=activation): prints what VS Code itself has taken the activation to cost, which
// is loading the file and the call of `activate`. Goal: 50 ms, on a machine that has nothing else to do.
describe('the activation', () => {
  it('is measured by VS Code', async function () {
    if (!isOutsideThere()) this.skip();
    await activateAckLens();
    await vscode.commands.executeCommand('workbench.action.showRuntimeExtensions');
    const row = await text('.runtime-extensions-editor .monaco-list-row:has-text("AckLens") .activation-time');
    await screenshot('activation');
    match(row, /\d+ ?ms/);
    console.log(`[suite] ${row}`);
  });
});
