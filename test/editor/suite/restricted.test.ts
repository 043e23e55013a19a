import { deepEqual, equal } from 'node:assert/strict';
import * as vscode from 'vscode';
import { screenshot } from '../outside';
import { activateAckLens, bootstrap, openFile, waitFor, waitForFindings } from '../workspace';

describe('a workspace that is not trusted', () => {
  it('is linted, with fixes', async () => {
    equal(vscode.workspace.isTrusted, false);
    const { document } = await openFile('untrusted-producer.properties', 'bootstrap.servers=localhost:9092\nacks=0\n');
    const [found] = await waitForFindings(document, (rules) => rules.includes('acks-zero'));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      found?.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    equal(actions[0]?.title, 'Set acks=all');
    await screenshot('restricted mode');
  });

  it('has its connections left alone, and those of the user used', async () => {
    const { explorer } = await activateAckLens();
    const settings = vscode.workspace.getConfiguration('acklens');
    const names = (): string[] => explorer.connections.list().map((connection) => connection.name);
    const servers = bootstrap();
    const { Global, Workspace } = vscode.ConfigurationTarget;
    await settings.update('connections', [{ name: 'of the workspace', bootstrapServers: 'localhost:1' }], Workspace);
    await settings.update('connections', [{ name: 'of the user', bootstrapServers: servers }], Global);
    try {
      await waitFor("the user's connection", () => (names().includes('of the user') ? true : undefined));
      deepEqual(
        names().filter((name) => name.startsWith('of the')),
        ['of the user'],
      );
    } finally {
      await settings.update('connections', undefined, Global);
      await settings.update('connections', undefined, Workspace);
    }
  });

  it('runs no experiment', async () => {
    await activateAckLens();
    await vscode.commands.executeCommand('acklens.runExperiment');
    equal(
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ label }) => label.includes('Experiment'))
        .length,
      0,
    );
  });
});
