import { deepEqual, equal, fail, match, ok } from 'node:assert/strict';
import { Kafka, logLevel } from 'kafkajs';
import * as vscode from 'vscode';
import type { AckLensExports } from '../../../src/extension';
import { makeTopics } from '../../kafka/makeTopics';
import { click, count, fillBox, gone, isOutsideThere, press, screenshot, text, type } from '../outside';
import { openRow, seeRow } from '../rows';
import { activateAckLens, bootstrap, waitFor } from '../workspace';

describe('adding a connection by hand', () => {
  let exports: AckLensExports;

  before(async function () {
    this.timeout(90_000);
    // The first commit of a group makes the cluster's internal topic.
    const admin = new Kafka({ brokers: bootstrap().split(','), logLevel: logLevel.NOTHING }).admin();
    const topic = `adding-${Date.now()}`;
    await makeTopics(admin, [{ topic, numPartitions: 1 }]);
    await admin.setOffsets({ groupId: topic, topic, partitions: [{ partition: 0, offset: '0' }] });
    await admin.disconnect();
    exports = await activateAckLens();
    if (!isOutsideThere()) this.skip();
    for (const one of exports.explorer.connections.list()) await exports.explorer.connections.remove(one.id);
    await vscode.commands.executeCommand('acklens.clusters.focus');
  });

  const box = '.quick-input-widget';
  const message = (wanted: RegExp): Promise<string> =>
    waitFor(`the message ${wanted}`, async () => {
      const shown = await text(`${box} .quick-input-message`);
      return wanted.test(shown) ? shown : undefined;
    });

  it('invites to do so while there is none', async () => {
    match(await text('.welcome-view-content'), /See the brokers, topics and consumer groups of a Kafka cluster/);
  });

  const webview = { webview: true };
  const field = (name: string): string => `[data-field="${name}"] input`;
  const enter = async (name: string, value: string): Promise<void> => {
    await click(field(name), webview);
    // Not Control+A: VS Code selects all of a webview a moment later, when the first letter is there already.
    await press('End');
    await press('Shift+Home');
    await type(value);
  };
  const says = (selector: string, wanted: RegExp): Promise<string> =>
    waitFor(`${selector} saying ${wanted}`, async () => {
      const shown = (await count(selector, webview)) > 0 ? await text(selector, webview) : '';
      return wanted.test(shown) ? shown : undefined;
    });

  it('checks as you type, and tests before it saves', async function () {
    this.timeout(60_000);
    const added = vscode.commands.executeCommand('acklens.addConnection');
    await enter('servers', 'localhost:99999');
    await says('[data-field="servers"] .problem', /the port must be a number from 1 to 65535/);
    await enter('servers', '127.0.0.1:1');
    await enter('name', 'mine');
    await click('vscode-button:has-text("Test connection")', webview);
    await says('.verdict', /does not work yet/);
    match(await text('.step.failed', webview), /127\.0\.0\.1:1 refuses connections/);
    equal(exports.explorer.connections.list().length, 0);
    await screenshot('failed connection');
    await enter('servers', bootstrap());
    await click('vscode-button:has-text("Test connection")', webview);
    await says('.verdict', /The connection works/);
    await click('vscode-button:has-text("Save")', webview);
    await added;
    await gone('[data-field="servers"]', webview);
    const [connection, ...others] = exports.explorer.connections.list();
    equal(connection?.name, 'mine');
    equal(connection?.bootstrapServers.join(','), bootstrap());
    equal(others.length, 0);
  });

  it('draws the new cluster, opened', async () => {
    await seeRow('Consumer groups');
    await openRow('Brokers');
    await seeRow('controller');
    await screenshot('connected cluster');
  });

  it('shows internal topics on demand and filters topics', async () => {
    const { tree } = exports.explorer;
    const topics = async (): Promise<string[]> => {
      const [cluster] = await tree.getChildren();
      const folders = await tree.getChildren(cluster);
      return (await tree.getChildren(folders[1])).map((node) => String(tree.getTreeItem(node).label));
    };
    const internal = (names: readonly string[]): boolean => names.includes('__consumer_offsets');
    ok(!internal(await topics()));
    await vscode.commands.executeCommand('acklens.showInternalTopics');
    await waitFor('internal topics', async () => (internal(await topics()) ? true : undefined));
    await vscode.commands.executeCommand('acklens.hideInternalTopics');
    await waitFor('no internal topics', async () => (internal(await topics()) ? undefined : true));
    const filtered = vscode.commands.executeCommand('acklens.filterTopics');
    await message(/Part of the name/);
    await fillBox('no-topic-is-called-so');
    await press('Enter');
    await filtered;
    equal((await topics()).join(), 'No topic matches "no-topic-is-called-so"');
    await vscode.commands.executeCommand('acklens.clearTopicFilter');
    ok(!(await topics()).join().startsWith('No topic'));
  });

  it('logs in to a listener with TLS and SCRAM, and keeps the password to itself', async function () {
    const { ACKLENS_TEST_SECURE: servers, ACKLENS_TEST_CA: ca, ACKLENS_TEST_PASSWORD: password = '' } = process.env;
    if (servers === undefined || ca === undefined) this.skip();
    this.timeout(60_000);
    const { connections, tree } = exports.explorer;
    const added = vscode.commands.executeCommand('acklens.addConnection');
    await enter('servers', servers);
    await enter('name', 'secured');
    await enter('environment', 'Production');
    await click('[data-field="tls"] vscode-checkbox', webview);
    await click('[data-field="ca"] textarea', webview);
    await type(ca);
    await click('[data-field="mechanism"] vscode-dropdown', webview);
    await click('[data-field="mechanism"] vscode-option[value="SCRAM-SHA-512"]', webview);
    await enter('username', 'admin');
    await enter('password', `${password}x`);
    await click('vscode-button:has-text("Test connection")', webview);
    await says('.verdict', /does not work yet/);
    match(await text('.step.failed', webview), /rejects user admin \(SCRAM-SHA-512\): check the user name/);
    await enter('password', password);
    await click('vscode-button:has-text("Test connection")', webview);
    await says('.verdict', /The connection works/);
    await screenshot('secured connection');
    await click('vscode-button:has-text("Save")', webview);
    await added;
    await gone('[data-field="servers"]', webview);
    const connection = connections.list().find(({ name }) => name === 'secured');
    deepEqual(connection?.security, {
      tls: { caFile: ca },
      sasl: { mechanism: 'SCRAM-SHA-512', username: 'admin' },
    });
    deepEqual(await connections.secretsOf(connection.id), { password });
    const cluster = (await tree.getChildren()).find((node) => node.kind === 'cluster' && node.name === 'secured');
    equal(
      (await tree.getChildren(cluster)).some(({ kind }) => kind === 'problem'),
      false,
    );

    await vscode.commands.executeCommand('acklens.exportConnections');
    const exported = vscode.window.activeTextEditor?.document.getText() ?? '';
    match(exported, /"name": "secured"/);
    ok(!exported.includes(password) && !JSON.stringify(connections.list()).includes(password));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');

    const edited = vscode.commands.executeCommand('acklens.editConnection', cluster);
    await says('.connection .title', /Edit secured/);
    equal(await count('[data-field="password"] input[placeholder="Saved"]', webview), 1);
    await click('vscode-button:has-text("Cancel")', webview);
    await edited;
    await gone('[data-field="servers"]', webview);
  });

  it('takes a removal back, secrets included', async () => {
    const { connections, tree } = exports.explorer;
    const secured = () => connections.list().find(({ name }) => name === 'secured');
    const { id } = secured() ?? fail('no connection');
    const cluster = (await tree.getChildren()).find((node) => node.connection === id);
    const removed = vscode.commands.executeCommand('acklens.removeConnection', cluster);
    await waitFor('the removal', () => (secured() ? undefined : true));
    deepEqual(await connections.secretsOf(id), {});
    await vscode.commands.executeCommand('notifications.showList');
    await click('.notifications-center .monaco-button:has-text("Undo")');
    await removed;
    deepEqual([secured()?.id, Object.keys(await connections.secretsOf(id))], [id, ['password']]);
    await connections.remove(id);
  });

  it('forgets it again', async () => {
    const [cluster] = await exports.explorer.tree.getChildren();
    void vscode.commands.executeCommand('acklens.removeConnection', cluster);
    await waitFor('an empty list', () => (exports.explorer.connections.list().length === 0 ? true : undefined));
  });
});
