import { deepEqual, equal, fail, match, ok } from 'node:assert/strict';
import { Kafka, logLevel } from 'kafkajs';
import * as vscode from 'vscode';
import { makeTopics } from '../../kafka/makeTopics';
import { click, count, isOutsideThere, press, screenshot, text, type } from '../outside';
import { activateAckLens, bootstrap, lensesOf, openFile, waitFor } from '../workspace';

describe('a tail from a console consumer command', () => {
  const topic = `tail-${Date.now()}`;
  const other = `${topic}-other`;
  const kafka = new Kafka({ brokers: bootstrap().split(','), logLevel: logLevel.NOTHING });

  before(async function () {
    this.timeout(60_000);
    await activateAckLens();
    const admin = kafka.admin();
    await makeTopics(
      admin,
      [topic, other].map((name) => ({ topic: name, numPartitions: 1 })),
    );
    await admin.disconnect();
    const producer = kafka.producer();
    await producer.connect();
    await producer.send({ topic, messages: [1, 2, 3, 4, 5, 6, 7].map((n) => ({ value: `message${n}` })) });
    await producer.send({ topic: other, messages: [1, 2].map((n) => ({ value: `refund${n}` })) });
    await producer.disconnect();
  });

  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('opens with the same topic, start and limit and shows the real records', async function () {
    this.timeout(60_000);
    const { document } = await openFile(
      'read.sh',
      `kafka-console-consumer --bootstrap-server ${bootstrap()} --topic ${topic} --from-beginning --max-messages 5\n`,
    );
    const lens = await waitFor('Tail here', async () =>
      (await lensesOf(document)).find((one) => one.command?.title === '$(play)\u00a0Tail here'),
    );
    deepEqual(lens.command?.arguments, [
      { topic, start: { kind: 'beginning' }, maxMessages: 5, bootstrapServers: bootstrap().split(',') },
    ]);
    await vscode.commands.executeCommand(lens.command?.command ?? '', ...(lens.command?.arguments ?? []));
    await waitFor('the tab', () => {
      const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
      return tab?.label === `${topic} · Tail` ? tab : undefined;
    });
    if (!isOutsideThere()) return;
    await waitFor('five records', async () =>
      (await count('[role=row]:not([hidden]):has-text("message")', { webview: true })) >= 5 ? true : undefined,
    );
    equal(await count('[role=row]:not([hidden]):has-text("message")', { webview: true }), 5);
    match(await text('[role=row]:not([hidden]):has-text("message5")', { webview: true }), /message5/);
    await screenshot('tail from the lens');
  });

  it('filters and finds in the real records', async function () {
    this.timeout(60_000);
    if (!isOutsideThere()) this.skip();
    const rows = (having: string): Promise<number> => count(`.row.record:not([hidden])${having}`, { webview: true });
    await click('.filter-input', { webview: true });
    await type('/message[24]/ or value:message5');
    await press('Enter');
    await waitFor('three rows', async () => ((await rows('')) === 3 ? true : undefined));
    equal(await rows(':has-text("message4")'), 1);
    match(await text('.filter-state', { webview: true }), /^3 of 5 rows$/);
    await press('Control+f');
    await type('message4');
    await waitFor('the match', async () =>
      /of 1$/.test(await text('.find-widget:visible .find-count', { webview: true })) ? true : undefined,
    );
    await press('Enter');
    await waitFor('the found row', async () =>
      (await rows('.selected:has-text("message4")')) === 1 ? true : undefined,
    );
    equal(await text('.find-widget:visible .find-count', { webview: true }), '1 of 1');
    await screenshot('tail filtered and searched');
    await press('Escape');
    await click('vscode-button:has-text("Clear")', { webview: true });
    await waitFor('all rows', async () => ((await rows('')) === 5 ? true : undefined));
  });

  it('reads one topic in two tabs at once, whose titles tell them apart until one is closed', async function () {
    this.timeout(60_000);
    const titles = (): string[] =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) =>
        tabs.map(({ label }) => label).filter((label) => label.startsWith(`${topic} · Tail`)),
      );
    await vscode.commands.executeCommand('acklens.tailTopic', {
      topic,
      start: { kind: 'last', count: 2 },
      bootstrapServers: bootstrap().split(','),
    });
    await waitFor('two titles', async () => {
      const [first, second] = titles();
      return first === `${topic} · Tail from beginning` && second === `${topic} · Tail from last 2` ? true : undefined;
    });
    if (isOutsideThere())
      await waitFor('the rows of the second', async () =>
        (await count('.row.record:visible', { webview: true })) === 2 ? true : undefined,
      );
    await screenshot('two tails of one topic');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await waitFor('the title of the first', async () => (titles().join() === `${topic} · Tail` ? true : undefined));
    if (!isOutsideThere()) return;
    await waitFor('its rows', async () =>
      (await count('.row.record:visible', { webview: true })) === 5 ? true : undefined,
    );
  });

  it('reads all selected topics in one tab and names them beside their partitions', async function () {
    this.timeout(60_000);
    const { explorer } = await activateAckLens();
    const { tree } = explorer;
    const children = async (label: string, of: Awaited<ReturnType<typeof tree.getChildren>>) =>
      tree.getChildren(of.find((node) => tree.getTreeItem(node).label === label) ?? fail(`no row ${label}`));
    const connection = explorer.connections.findByServers(bootstrap().split(',')) ?? fail('no connection');
    const topics = await children('Topics', await children(connection.name, await tree.getChildren()));
    const selection = [topic, other].map(
      (name) => topics.find((node) => tree.getTreeItem(node).label === name) ?? fail(`no topic ${name}`),
    );
    // What VS Code hands to a command of the context menu: the clicked row and all that are selected.
    await vscode.commands.executeCommand('acklens.tailTopic', selection[0], selection);
    await waitFor('the tab', () => {
      const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
      return tab?.label === `${topic} +1 · Tail` ? tab : undefined;
    });
    if (!isOutsideThere()) return;
    const rowsOf = (name: string) => count(`.row.record:visible:has-text("${name}-0")`, { webview: true });
    await waitFor('the records of both', async () =>
      (await rowsOf(topic)) === 7 && (await rowsOf(other)) === 2 ? true : undefined,
    );
    // Other views have headings too.
    equal(await count(`h1:text-is("${topic}, ${other}")`, { webview: true }), 1);
    await screenshot('tail of two topics');
  });

  it('left no group and no topic behind, and the connection is in the tree', async () => {
    const admin = kafka.admin();
    await admin.connect();
    const { groups } = await admin.listGroups();
    const topics = await admin.listTopics();
    await admin.disconnect();
    ok(groups.every((group) => !group.groupId.includes(topic)));
    ok(topics.includes(topic));
    const { explorer } = await activateAckLens();
    ok(explorer.connections.findByServers(bootstrap().split(',')));
  });
});
