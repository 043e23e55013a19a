import { deepEqual, equal, fail, ok } from 'node:assert/strict';
import { Kafka, logLevel } from 'kafkajs';
import * as vscode from 'vscode';
import { makeTopics } from '../../kafka/makeTopics';
import { click, count, entered, isOutsideThere, press, screenshot, text, type } from '../outside';
import { activateAckLens, bootstrap, waitFor } from '../workspace';

const webview = { webview: true };

describe('what leaves a tail', () => {
  const topic = `out-${Date.now()}`;
  const kafka = new Kafka({ brokers: bootstrap().split(','), logLevel: logLevel.NOTHING });
  const configuration = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration();
  const rows = (): Promise<number> => count('.row.record:not([hidden])', webview);

  before(async function () {
    this.timeout(60_000);
    if (!isOutsideThere()) this.skip();
    await activateAckLens();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    // What stays where the tail was, when it moves: a group that is left empty is closed, and the other takes its number.
    const stays = await vscode.workspace.openTextDocument({ content: 'stays' });
    await vscode.window.showTextDocument(stays, { preview: false });
    const admin = kafka.admin();
    await makeTopics(admin, [{ topic, numPartitions: 1 }]);
    await admin.disconnect();
    const producer = kafka.producer();
    await producer.connect();
    const messages = [1, 2, 5].map((n) => ({
      key: 'order-1',
      value: `{"seq":${n},"card":"visa-${n}"}`,
      headers: { source: 'shop' },
    }));
    await producer.send({ topic, messages });
    await producer.disconnect();
    await vscode.commands.executeCommand('acklens.tailTopic', {
      topic,
      start: { kind: 'beginning' },
      bootstrapServers: bootstrap().split(','),
    });
    await waitFor('three records', async () => ((await rows()) === 3 ? true : undefined));
  });

  after(async () => {
    await configuration().update('acklens.tail.redact', undefined, vscode.ConfigurationTarget.Global);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('copies a row as a kcat command and as JSON, from the real record', async function () {
    this.timeout(60_000);
    await click('.row.record:has-text("visa-2")', webview);
    await press('y');
    await waitFor('the menu', async () => ((await count('.copy-menu:visible', webview)) === 1 ? true : undefined));
    await screenshot('tail copy menu');
    await press('c');
    const command = await waitFor('the command', async () => {
      const copied = await vscode.env.clipboard.readText();
      return copied.startsWith('kcat') ? copied : undefined;
    });
    ok(
      command.startsWith(`kcat -C -b ${bootstrap()} -X isolation.level=read_uncommitted -t ${topic} -p 0 -o 1 -c 1 -e`),
    );
    await press('Control+c');
    const row = await waitFor('the row', async () => {
      const copied = await vscode.env.clipboard.readText();
      return copied.startsWith('{') ? (JSON.parse(copied) as Record<string, unknown>) : undefined;
    });
    deepEqual(
      [row.topic, row.offset, row.key, row.value, row.headers],
      [topic, 1, 'order-1', '{"seq":2,"card":"visa-2"}', [['source', 'shop']]],
    );
  });

  it('writes an export into the file that the user chooses, without what the settings hide', async function () {
    this.timeout(90_000);
    await configuration().update('acklens.tail.redact', ['$.card'], vscode.ConfigurationTarget.Global);
    await press('Escape');
    await press('x');
    await waitFor('the dialog', async () => ((await count('.export:visible', webview)) === 1 ? true : undefined));
    await screenshot('tail export dialog');
    await click('.export vscode-button:has-text("Export…")', webview);
    // VS Code takes no Enter before it has looked into the folder: it writes the name down then.
    await waitFor('the question for a file', async () =>
      (await entered('.quick-input-widget .quick-input-box input')).endsWith('.ndjson') ? true : undefined,
    );
    await screenshot('tail export file');
    await press('Enter');
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? fail('no workspace');
    const file = await waitFor('the file', async () => {
      const names = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
      const name = names.find((one) => one.startsWith(`${topic}-`) && one.endsWith('.ndjson'));
      return name === undefined ? undefined : vscode.Uri.joinPath(folder, name);
    });
    const written = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    const lines = written
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    deepEqual(
      lines.map(({ type: kind }) => kind),
      ['start', 'record', 'record', 'record', 'summary'],
    );
    deepEqual(
      lines.filter(({ type: kind }) => kind === 'record').map(({ value }) => value),
      [1, 2, 5].map((n) => `{"seq":${n},"card":"redacted"}`),
    );
    // No digits, which the times of the records may hold.
    equal(written.includes('visa'), false);
    const told = new RegExp(`^Exported 3 rows: ${topic}-[\\dT-]+\\.ndjson\\.$`);
    await waitFor('what is said of it', async () =>
      told.test(await text('.hint:visible', webview)) ? true : undefined,
    );
    await vscode.commands.executeCommand('notifications.showList');
    await waitFor('the notification', async () =>
      (await count('.notification-list-item:has-text("was written")')) > 0 ? true : undefined,
    );
    await screenshot('tail exported');
    await vscode.commands.executeCommand('notifications.clearAll');
    await vscode.workspace.fs.delete(file);
  });

  it('moves to the side with its rows and its filter, while another editor takes its place', async function () {
    this.timeout(60_000);
    await click('.filter-input', webview);
    await type('offset>0');
    await press('Enter');
    await waitFor('the filter', async () =>
      /^2 of 3 rows$/.test(await text('.filter-state', webview)) ? true : undefined,
    );
    await vscode.commands.executeCommand('acklens.moveTailAside');
    const column = await waitFor('the side', () => {
      const group = vscode.window.tabGroups.activeTabGroup;
      return group.activeTab?.label === `${topic} · Tail` && group.viewColumn > 1 ? group.viewColumn : undefined;
    });
    equal(column, vscode.ViewColumn.Two);
    await waitFor('the rows', async () => ((await rows()) === 2 ? true : undefined));
    await waitFor('what the filter says', async () =>
      (await text('.filter-state', webview)) === '2 of 3 rows' ? true : undefined,
    );
    const left = vscode.window.tabGroups.all.find((group) => group.viewColumn === 1) ?? fail('no left group');
    ok(left.tabs.every((tab) => tab.label !== `${topic} · Tail`));
    await screenshot('tail at the side');
  });
});
