import { deepEqual, equal } from 'node:assert/strict';
import { createServer } from 'node:net';
import * as vscode from 'vscode';
import { count, isOutsideThere, screenshot } from '../outside';
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

  it('makes AckLens connect to no server that it names, in a setting or in a file', async function () {
    if (!isOutsideThere()) this.skip();
    let knocks = 0;
    const server = createServer((socket) => {
      knocks += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const place = `127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    const settings = vscode.workspace.getConfiguration('acklens');
    const { Workspace } = vscode.ConfigurationTarget;
    await settings.update('connections', [{ name: 'of the workspace', bootstrapServers: place }], Workspace);
    try {
      const { explorer } = await activateAckLens();
      const { document } = await openFile('lured-producer.properties', `bootstrap.servers=${place}\nacks=0\n`);
      await waitForFindings(document, (rules) => rules.includes('acks-zero'));
      equal(explorer.connections.list().filter(({ name }) => name === 'of the workspace').length, 0);
      // Ends when somebody answers the message, which nobody does.
      void vscode.commands.executeCommand('acklens.tailTopic', { topic: 'orders', bootstrapServers: [place] });
      const refusal = 'This workspace is not trusted, so AckLens does not connect to servers named in its files.';
      await waitFor('the refusal', async () => {
        await vscode.commands.executeCommand('notifications.showList');
        return (await count(`.notifications-center :text("${refusal}")`)) > 0 ? true : undefined;
      });
      const findings = vscode.languages.getDiagnostics(document.uri).map(({ source }) => source);
      deepEqual([...new Set(findings)], ['AckLens'], 'nothing is said of a cluster');
      equal(ourTabs().length, 0);
      equal(knocks, 0);
    } finally {
      await vscode.commands.executeCommand('notifications.clearAll');
      await settings.update('connections', undefined, Workspace);
      server.close();
    }
  });

  it('runs no experiment', async () => {
    await activateAckLens();
    await vscode.commands.executeCommand('acklens.runExperiment');
    equal(ourTabs().length, 0);
  });
});

/** Tails, forms and experiments. */
const ourTabs = (): readonly vscode.Tab[] =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview);
