import { equal, match, ok } from 'node:assert/strict';
import { Kafka, logLevel } from 'kafkajs';
import * as vscode from 'vscode';
import { makeTopics } from '../../kafka/makeTopics';
import { click, count, isOutsideThere, screenshot, text } from '../outside';
import { activateAckLens, bootstrap, waitFor } from '../workspace';

describe('producing to a topic', () => {
  const topic = `produce-${Date.now()}`;
  const kafka = new Kafka({ brokers: bootstrap().split(','), logLevel: logLevel.NOTHING });
  const inForm = { webview: true };

  before(async function () {
    this.timeout(60_000);
    if (!isOutsideThere()) this.skip();
    await activateAckLens();
    const admin = kafka.admin();
    await makeTopics(admin, [{ topic, numPartitions: 1 }]);
    await admin.disconnect();
  });

  after(async () => {
    await connections(undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  function connections(value: unknown): Thenable<void> {
    return vscode.workspace.getConfiguration('acklens').update('connections', value, vscode.ConfigurationTarget.Global);
  }

  const open = async (name: string): Promise<void> => {
    const { explorer } = await activateAckLens();
    const connection = await waitFor('the connection', () =>
      explorer.connections.list().find((one) => one.name === name),
    );
    await vscode.commands.executeCommand('acklens.produce', { connection: connection.id, topic });
  };

  it('writes message1 to message5 with one click, and shows them in the tail', async function () {
    this.timeout(60_000);
    await connections([{ name: 'writing', bootstrapServers: bootstrap() }]);
    await open('writing');
    await waitFor('the samples', async () =>
      /Record 1: null → message1Record 5: null → message5/.test(await text('.samples', inForm)) ? true : undefined,
    );
    await screenshot('produce form');
    await click('vscode-button:has-text("Send")', inForm);
    const line = await waitFor('the result', async () => {
      const shown = await text('.lines', inForm);
      return shown.includes('acknowledged') ? shown : undefined;
    });
    match(line, /Records 1 to 5 acknowledged at 0:0 to 4/);
    await screenshot('produce result');
    await click('vscode-button:has-text("Show in tail")', inForm);
    await waitFor('the records in the tail', async () =>
      (await count('[role=row]:not([hidden]):has-text("message5")', inForm)) === 1 ? true : undefined,
    );
    equal(await count('[role=row]:not([hidden]):has-text("message")', inForm), 5);
  });

  it('does not open for a read-only connection', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await connections([{ name: 'looking', bootstrapServers: bootstrap(), readOnly: true }]);
    await open('looking');
    ok(vscode.window.tabGroups.all.every(({ tabs }) => tabs.every(({ label }) => !label.includes('Produce'))));
  });
});
