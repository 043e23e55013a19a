import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { Kafka, logLevel } from 'kafkajs';
import * as vscode from 'vscode';
import type { AckLensExports } from '../../../src/extension';
import { makeTopics } from '../../kafka/makeTopics';
import { count, fillBox, isOutsideThere, press, screenshot, text } from '../outside';
import { openRow, seeRow, showPane } from '../rows';
import { activateAckLens, bootstrap, waitFor } from '../workspace';

describe('changing a cluster from the tree', () => {
  let exports: AckLensExports;
  const kafka = new Kafka({ brokers: bootstrap().split(','), logLevel: logLevel.NOTHING });
  const topic = `changed-${Date.now()}`;
  /** A name that turns directions, is a link to a command where VS Code reads one, and a picture. */
  const group = `${topic}/\u202Egroup[x](command:acklens.addConnection)$(bug)<b>`;
  const shownGroup = group.replace('\u202E', '‹U+202E›');

  before(async function () {
    this.timeout(90_000);
    if (!isOutsideThere()) this.skip();
    const producer = kafka.producer();
    const admin = kafka.admin();
    await makeTopics(admin, [{ topic: `${topic}-old`, numPartitions: 2 }]);
    await producer.connect();
    const messages = [1, 2, 3, 4].map((n) => ({ value: `m${n}`, partition: 0 }));
    await producer.send({ topic: `${topic}-old`, messages });
    await producer.disconnect();
    await admin.setOffsets({
      groupId: group,
      topic: `${topic}-old`,
      partitions: [{ partition: 0, offset: '3' }],
    });
    await admin.disconnect();
    exports = await activateAckLens();
    await connections([{ name: 'changing', bootstrapServers: bootstrap() }]);
    await vscode.commands.executeCommand('acklens.clusters.focus');
  });

  after(() => connections(undefined));

  function connections(value: unknown): Thenable<void> {
    return vscode.workspace.getConfiguration('acklens').update('connections', value, vscode.ConfigurationTarget.Global);
  }

  /** The row under these labels, as the tree draws them. */
  async function row(...path: string[]) {
    const { tree } = exports.explorer;
    return waitFor(`the row ${path.join(' > ')}`, async () => {
      let found: Awaited<ReturnType<typeof tree.getChildren>>[number] | undefined;
      for (const label of path) {
        found = (await tree.getChildren(found)).find((one) => tree.getTreeItem(one).label === label);
        if (!found) return undefined;
      }
      return found;
    });
  }

  const description = async (...path: string[]): Promise<string> =>
    String(exports.explorer.tree.getTreeItem(await row(...path)).description);

  const box = '.quick-input-widget';
  const title = (wanted: RegExp): Promise<string> =>
    waitFor(`the box ${wanted}`, async () => {
      const shown = await text(`${box} .quick-input-title`);
      return wanted.test(shown) ? shown : undefined;
    });
  const said = (wanted: RegExp): Promise<string> =>
    waitFor(`the message ${wanted}`, async () => {
      const shown = await text(`${box} .quick-input-message`);
      return wanted.test(shown) ? shown : undefined;
    });
  const enter = async (value: string): Promise<void> => {
    await fillBox(value);
    await press('Enter');
  };

  it('creates a topic; what the broker refuses stands in the box', async function () {
    this.timeout(60_000);
    const creating = vscode.commands.executeCommand('acklens.createTopic', await row('changing', 'Topics'));
    await title(/1\/4.*name/);
    await enter(topic);
    await title(/2\/4.*partitions/);
    await enter('2');
    await title(/3\/4.*replication/);
    await enter('');
    await title(/4\/4.*settings/);
    await enter('retention.ms=long');
    match(await said(/The broker says/), /a setting or its value is not valid\. The broker says: .*long/);
    await screenshot('create topic refused');
    await enter('retention.ms=1000000 min.insync.replicas=1');
    await creating;
    const shape = 'RF 1 · min ISR 1 · 2 partitions';
    await waitFor(shape, async () => ((await description('changing', 'Topics', topic)) === shape ? true : undefined));
  });

  it('shows what is set on it, and changes a setting', async function () {
    this.timeout(60_000);
    const path = ['changing', 'Topics', topic, 'Configuration', 'retention.ms'];
    equal(await description(...path), '1000000');
    const editing = vscode.commands.executeCommand('acklens.editConfig', await row(...path));
    await title(/^retention\.ms of /);
    await enter('2000000');
    await editing;
    equal(await description(...path), '2000000');
    const resetting = vscode.commands.executeCommand('acklens.resetConfig', await row(...path));
    await title(/^Reset retention\.ms/);
    await press('Enter');
    await resetting;
    equal(
      await description('changing', 'Topics', topic, 'Configuration', 'Default values', 'retention.ms'),
      '604800000',
    );
  });

  it('shows before and after of each partition before offsets are reset, and asks for the name', async function () {
    this.timeout(60_000);
    const shown = `${topic}-old 0`;
    const label = shownGroup;
    const rowOfGroup = await row('changing', 'Consumer groups', label);
    const resetting = vscode.commands.executeCommand('acklens.resetOffsets', rowOfGroup);
    await title(/^Reset offsets of group/);
    await fillBox('Shift');
    await press('Enter');
    await said(/negative goes back/);
    await enter('-2');
    match(await title(/before → after/), /‹U\+202E›group/);
    match(await text(`${box} .quick-input-list`), /3 → 1.*Reads 2 offsets again\. The log has 0 to 4\./);
    await screenshot('reset offsets preview');
    await press('Enter');
    await said(/2 offsets are read again, 0 are skipped/);
    await enter('something else');
    // A word joiner keeps brackets apart that would make a link.
    equal((await said(/to confirm\./)).replaceAll('\u2060', ''), `Type ${label} to confirm.`);
    equal(await count(`${box} .quick-input-message a`), 0);
    equal(await description('changing', 'Consumer groups', label, shown), 'lag 1 · committed 3 of 4');
    await screenshot('typed confirmation');
    await enter(label);
    await resetting;
    equal(await count('.statusbar .codicon-bug'), 0);
    equal(await description('changing', 'Consumer groups', label, shown), 'lag 3 · committed 1 of 4');
  });

  it('deletes nothing when the box is left, and the topic once its name is typed', async function () {
    this.timeout(60_000);
    const left = vscode.commands.executeCommand('acklens.deleteTopic', await row('changing', 'Topics', topic));
    await title(/^Delete topic/);
    await press('Escape');
    await left;
    ok(await row('changing', 'Topics', topic));
    const deleting = vscode.commands.executeCommand('acklens.deleteTopic', await row('changing', 'Topics', topic));
    await title(/^Delete topic/);
    await screenshot('delete topic');
    await enter(topic);
    await deleting;
    const admin = kafka.admin();
    ok(!(await admin.listTopics()).includes(topic));
    await admin.disconnect();
    const { tree } = exports.explorer;
    const names = (await tree.getChildren(await row('changing', 'Topics'))).map((node) => tree.getTreeItem(node).label);
    ok(!names.includes(topic));
  });

  it('filters while one types, and Escape brings back what was there', async () => {
    const filtering = vscode.commands.executeCommand('acklens.filterTopics');
    await said(/Part of the name/);
    await fillBox('no-such-topic');
    await row('changing', 'Topics', 'No topic matches "no-such-topic"');
    await press('Escape');
    await filtering;
    await row('changing', 'Topics', `${topic}-old`);
  });

  it('puts a favourite first, and copies names of several rows', async () => {
    const old = await row('changing', 'Topics', `${topic}-old`);
    await vscode.commands.executeCommand('acklens.addFavourite', old);
    const { tree } = exports.explorer;
    const [first] = await tree.getChildren(await row('changing', 'Topics'));
    ok(first);
    deepEqual(
      [tree.getTreeItem(first).label, tree.getTreeItem(first).contextValue],
      [`${topic}-old`, 'topic.favourite.writable'],
    );
    const groups = await row('changing', 'Consumer groups', shownGroup);
    await vscode.commands.executeCommand('acklens.copyName', first, [first, groups]);
    equal(await vscode.env.clipboard.readText(), `${topic}-old\n${group}`);
    await vscode.commands.executeCommand('acklens.copyRow', first, [first]);
    equal(await vscode.env.clipboard.readText(), `${topic}-old · RF 1 · min ISR 1 · 2 partitions`);
    await vscode.commands.executeCommand('acklens.removeFavourite', first);
  });

  it('draws brokers, settings, groups and their menus', async function () {
    this.timeout(60_000);
    await vscode.commands.executeCommand('acklens.clusters.focus');
    await openRow('changing');
    // Only what is in view has a row, and other suites have left topics and groups: it gets the room of the views below.
    const showBelow = async (isOpen: boolean) => {
      for (const view of ['Producers', 'Delivery settings']) await showPane(view, isOpen);
    };
    await showBelow(false);
    await openRow('Consumer groups');
    const hostile = 'group[x](command:acklens.addConnection)$(bug)<b>';
    await waitFor('the group', async () =>
      (await count(`.monaco-list-row:has-text("${topic}/"):has-text("${hostile}")`)) === 1 ? true : undefined,
    );
    equal(await count('.monaco-list-row .codicon-bug'), 0);
    for (const label of ['Topics', 'Brokers', `${topic}-old`]) await openRow(label);
    await seeRow('Partition 0');
    await openRow('Configuration');
    await seeRow('Default values');
    const settings = vscode.workspace.getConfiguration('workbench');
    for (const [theme, mark] of [
      ['Default Light Modern', 'vs'],
      ['Default High Contrast', 'hc-black'],
      ['Default Dark Modern', 'vs-dark'],
    ] as const) {
      await settings.update('colorTheme', theme, vscode.ConfigurationTarget.Global);
      await waitFor(theme, async () => ((await count(`.monaco-workbench.${mark}`)) > 0 ? true : undefined));
      await screenshot(`tree in ${theme}`);
    }
    await settings.update('colorTheme', undefined, vscode.ConfigurationTarget.Global);
    await showBelow(true);
  });
});
