import { equal, match, ok } from 'node:assert/strict';
import { Kafka, logLevel, type Producer } from 'kafkajs';
import * as vscode from 'vscode';
import { makeTopics } from '../../kafka/makeTopics';
import { click, count, isOutsideThere, screenshot, text } from '../outside';
import { activateAckLens, bootstrap, lensesOf, openFile, waitFor } from '../workspace';

describe('from a record to its cause', () => {
  const topic = `cause-${Date.now()}`;
  const kafka = new Kafka({ brokers: bootstrap().split(','), logLevel: logLevel.NOTHING });
  const webview = { webview: true };
  let producer: Producer;

  const shown = (selector: string, what: string, ms?: number): Promise<number> =>
    waitFor(what, async () => (await count(selector, webview)) || undefined, ms);

  before(async function () {
    this.timeout(60_000);
    await activateAckLens();
    const admin = kafka.admin();
    await makeTopics(admin, [{ topic, numPartitions: 1 }]);
    await admin.disconnect();
    producer = kafka.producer();
    await producer.connect();
    const timestamp = String(Date.now());
    for (const value of ['first', 'same-message', 'other', 'same-message'])
      await producer.send({ topic, messages: [{ key: 'k', value, timestamp }] });
  });

  after(async () => {
    await producer.disconnect();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('opens the tail of a topic above the producer that writes to it', async function () {
    this.timeout(60_000);
    const { document } = await openFile(
      'write-cause.sh',
      `# Orders.\nkafka-console-producer --bootstrap-server ${bootstrap()} --topic ${topic} --producer-property acks=1\n`,
    );
    const lens = await waitFor('Tail this topic', async () =>
      (await lensesOf(document)).find((one) => one.command?.title === '$(play)\u00a0Tail this topic'),
    );
    await vscode.commands.executeCommand(lens.command?.command ?? '', {
      ...lens.command?.arguments?.[0],
      start: { kind: 'beginning' },
    });
    await waitFor('the tab', () =>
      vscode.window.tabGroups.activeTabGroup.activeTab?.label === `${topic} · Tail` ? true : undefined,
    );
    if (!isOutsideThere()) return;
    await shown('.row.record:visible:has-text("same-message")', 'the records', 30_000);
  });

  it('lists the producer of the workspace that can have written a record twice, and opens its setting', async function () {
    this.timeout(60_000);
    if (!isOutsideThere()) this.skip();
    await click('.row.record:visible:has-text("same-message") >> nth=1', webview);
    await shown('.producer-list .link', 'producers', 30_000);
    equal(await text('.producer-list .link >> nth=0', webview), 'write-cause.sh:2');
    equal(
      await text('.producer-list .reasons >> nth=0', webview),
      `writes to ${topic}, to this cluster, idempotence off (acks=1)`,
    );
    await screenshot('producers of a duplicate');
    await click('.producer-list .link >> nth=0', webview);
    const editor = await waitFor('the file', () => {
      const { activeTextEditor } = vscode.window;
      return activeTextEditor?.document.uri.path.endsWith('/write-cause.sh') ? activeTextEditor : undefined;
    });
    equal(editor.selection.active.line, 1);
    ok(editor.document.getText().slice(editor.document.offsetAt(editor.selection.active)).startsWith('acks=1'));
  });

  it('opens the form to produce with a record', async function () {
    this.timeout(60_000);
    if (!isOutsideThere()) this.skip();
    await vscode.commands.executeCommand('acklens.tailTopic', {
      topic,
      start: { kind: 'beginning' },
      bootstrapServers: bootstrap().split(','),
    });
    await shown('.row.record:visible:has-text("first")', 'the records', 30_000);
    await click('.row.record:visible:has-text("first") >> nth=0', webview);
    await click('vscode-button:has-text("Produce again, edited")', webview);
    await waitFor('the form', () =>
      vscode.window.tabGroups.activeTabGroup.activeTab?.label === `${topic} · Produce` ? true : undefined,
    );
    await shown('.warnings li:has-text("are still those of")', 'what is said of a copy', 30_000);
    await screenshot('produce again');
  });

  it('draws what a real debugger does, and warns while a pause is too long', async function () {
    this.timeout(120_000);
    if (!isOutsideThere()) this.skip();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await openFile('debugged-consumer.properties', 'group.id=cause\nmax.poll.interval.ms=2000\n');
    await vscode.commands.executeCommand('acklens.rescanWorkspace');
    const { document } = await openFile(
      'debugged.js',
      'setTimeout(() => {\n  // A record is handled here.\n  debugger;\n  setTimeout(() => undefined, 200);\n}, 100);\n',
    );
    // The debugger shows the source where it is open already: beside the tail, which stays in sight.
    await vscode.commands.executeCommand('workbench.action.splitEditorRight');
    await vscode.commands.executeCommand('acklens.tailTopic', {
      topic,
      start: { kind: 'beginning' },
      bootstrapServers: bootstrap().split(','),
    });
    await shown('.row.record:visible:has-text("first")', 'the records', 30_000);
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const isStarted = await vscode.debug.startDebugging(folder, {
      type: 'node',
      request: 'launch',
      name: 'Shop',
      program: document.uri.fsPath,
      console: 'internalConsole',
    });
    equal(isStarted, true);
    await shown('.debug-last:visible:has-text("Paused at debugged.js:3")', 'the pause', 40_000);
    match(await text('.debug-last', webview), /^▶ [\d:]+ Debugging began: Shop · ‖ [\d:]+ Paused at debugged\.js:3/);
    await shown('.debug-warning:visible', 'the warning', 20_000);
    match(
      await text('.debug-warning', webview),
      /^The debugger has paused at debugged\.js:3 for more than 2\.0 s \(max\.poll\.interval\.ms=2000, from debugged-consumer\.properties:2\): a rebalance is to be expected/,
    );
    await producer.send({ topic, messages: [{ key: 'k', value: 'during-the-pause' }] });
    await shown(
      '.row.record:visible:has-text("during-the-pause") .debug-mark:has-text("Paused at")',
      'the line',
      20_000,
    );
    await screenshot('paused in the debugger');
    await vscode.commands.executeCommand('workbench.action.debug.continue');
    await shown('.debug-last:visible:has-text("Debugging ended: Shop")', 'the end', 30_000);
    match(await text('.debug-last', webview), /Continued after \d/);
    equal(await count('.debug-warning:visible', webview), 0);
    await screenshot('after the debugger');
    await vscode.debug.stopDebugging();
  });
});
