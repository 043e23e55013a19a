import { equal, match, ok } from 'node:assert/strict';
import { Kafka, logLevel } from 'kafkajs';
import * as vscode from 'vscode';
import type { AckLensExports } from '../../../src/extension';
import { click, count, isOutsideThere, press, screenshot, text, type } from '../outside';
import { activateAckLens, bootstrap, waitFor } from '../workspace';

describe('adding a connection by hand', () => {
  let exports: AckLensExports;

  before(async function () {
    this.timeout(90_000);
    // The first commit of a group makes the cluster's internal topic.
    const admin = new Kafka({ brokers: bootstrap().split(','), logLevel: logLevel.NOTHING }).admin();
    const topic = `adding-${Date.now()}`;
    await admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: true });
    await admin.setOffsets({ groupId: topic, topic, partitions: [{ partition: 0, offset: '0' }] });
    await admin.disconnect();
    exports = await activateAckLens();
    if (!isOutsideThere()) this.skip();
    for (const one of exports.explorer.connections.list()) await exports.explorer.connections.remove(one.id);
    await vscode.commands.executeCommand('acklens.clusters.focus');
  });

  const box = '.quick-input-widget';
  const fill = async (value: string): Promise<void> => {
    await press('Control+A');
    await type(value);
  };
  const message = (wanted: RegExp): Promise<string> =>
    waitFor(`the message ${wanted}`, async () => {
      const shown = await text(`${box} .quick-input-message`);
      return wanted.test(shown) ? shown : undefined;
    });

  it('invites to do so while there is none', async () => {
    match(await text('.welcome-view-content'), /See the brokers, topics and consumer groups of a Kafka cluster/);
  });

  it('checks as you type, tests before it saves, and says what went wrong', async function () {
    this.timeout(60_000);
    const added = vscode.commands.executeCommand('acklens.addConnection');
    await waitFor('the box', async () => ((await count(`${box} input`)) > 0 ? true : undefined));
    await fill('localhost:99999');
    await message(/the port must be a number from 1 to 65535/);
    await fill('127.0.0.1:1');
    await press('Enter');
    await message(/Enter tests the connection/);
    await fill('mine');
    await press('Enter');
    match(await message(/saves the connection anyway/), /^127\.0\.0\.1:1 refuses connections/);
    equal(exports.explorer.connections.list().length, 0);
    await screenshot('failed connection');
    await click(`${box} .codicon-quick-input-back`);
    await message(/several separated by commas/);
    await fill(bootstrap());
    await press('Enter');
    await message(/Enter tests the connection/);
    await fill('mine');
    await press('Enter');
    await added;
    const [connection, ...others] = exports.explorer.connections.list();
    equal(connection?.name, 'mine');
    equal(connection?.bootstrapServers.join(','), bootstrap());
    equal(others.length, 0);
  });

  it('draws the new cluster, opened', async () => {
    await waitFor('its rows', async () =>
      (await count('.monaco-list-row:has-text("Consumer groups")')) > 0 ? true : undefined,
    );
    await click('.monaco-list-row:has-text("Brokers")');
    await waitFor('a broker', async () =>
      (await count('.monaco-list-row:has-text("controller")')) === 1 ? true : undefined,
    );
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
    await fill('no-topic-is-called-so');
    await press('Enter');
    await filtered;
    equal((await topics()).join(), 'No topic matches "no-topic-is-called-so"');
    await vscode.commands.executeCommand('acklens.clearTopicFilter');
    ok(!(await topics()).join().startsWith('No topic'));
  });

  it('forgets it again', async () => {
    const [cluster] = await exports.explorer.tree.getChildren();
    void vscode.commands.executeCommand('acklens.removeConnection', cluster);
    await waitFor('an empty list', () => (exports.explorer.connections.list().length === 0 ? true : undefined));
  });
});
