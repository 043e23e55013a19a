import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { Kafka, logLevel } from 'kafkajs';
import * as vscode from 'vscode';
import { createKafkaJsAdmin } from '../../../src/kafka/kafkajs/admin';
import { offerRemoval } from '../../../src/lab/offerRemoval';
import { type RunRecord, RunRecords } from '../../../src/lab/runRecords';
import { makeTopics } from '../../kafka/makeTopics';
import { click, isOutsideThere, screenshot, text, type } from '../outside';
import { activateAckLens, bootstrap, waitFor } from '../workspace';

describe('the delivery experiment', () => {
  const kafka = new Kafka({ brokers: bootstrap().split(','), logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  const inView = { webview: true };

  before(async function () {
    if (!isOutsideThere()) this.skip();
    await activateAckLens();
    await admin.connect();
  });

  after(async () => {
    await admin.disconnect();
    await connections(undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  function connections(value: unknown): Thenable<void> {
    return vscode.workspace.getConfiguration('acklens').update('connections', value, vscode.ConfigurationTarget.Global);
  }

  const temporary = async (): Promise<string[]> =>
    (await admin.listTopics()).filter((name) => name.startsWith('acklens-experiment-'));

  const open = async (name: string): Promise<void> => {
    const { explorer } = await activateAckLens();
    const connection = await waitFor('the connection', () =>
      explorer.connections.list().find((one) => one.name === name),
    );
    const row = { id: `cluster ${connection.id}`, kind: 'cluster', connection: connection.id };
    await vscode.commands.executeCommand('acklens.runExperiment', row);
  };

  it('measures on the cluster, opens a topic in the tail, and removes all of them with its tab', async function () {
    this.timeout(90_000);
    await connections([{ name: 'proving', bootstrapServers: bootstrap() }]);
    await open('proving');
    await waitFor('the plan', async () =>
      (await text('.plan', inView)).includes('Creates 33 temporary topics') ? true : undefined,
    );
    for (const name of ['acks=1, no retries', 'acks=all, no retries', 'acks=all', 'transactional'])
      await click(`vscode-checkbox:text-is("${name}")`, inView);
    for (const name of ['answer swallowed', 'answer late', 'cut before the write'])
      await click(`vscode-checkbox:text-is("${name}")`, inView);
    await waitFor('the smaller plan', async () =>
      (await text('.plan', inView)).includes('Creates 6 temporary topics') ? true : undefined,
    );
    await click('.buttons vscode-text-field input', inView);
    await type('proving');
    await screenshot('experiment form');
    await click('vscode-button:has-text("Run experiment")', inView);
    await waitFor(
      'the results',
      async () => ((await text('tbody', inView)).match(/Open in tail/g)?.length === 6 ? true : undefined),
      60_000,
    );
    const rows = await text('tbody', inView);
    match(
      rows,
      /acks=1cut after the write!allowed by this setting: \d+ messages there more than once.*?Open in tail5005000–0/,
    );
    match(rows, /acks=all, idempotentcut after the write✓nothing lost or doubled.*?Open in tail5005000–0000/);
    await screenshot('experiment results');
    equal((await temporary()).length, 6);
    await click('tr:has-text("acks=1"):has-text("cut after") vscode-button:has-text("Open in tail")', inView);
    await waitFor('the tail', () =>
      vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.includes('acks1-cut-after')))
        ? true
        : undefined,
    );
    await waitFor('the duplicates in the tail', async () =>
      /Duplicates\W*[1-9]|[1-9]\W*Duplicates/.test(await text('.chips', inView)) ? true : undefined,
    );
    await screenshot('experiment in the tail');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await waitFor('an empty cluster', async () => ((await temporary()).length === 0 ? true : undefined), 30_000);
  });

  it('offers to remove what a run has left that was cut off, and leaves those of others', async function () {
    this.timeout(30_000);
    const topics = [
      '20260301T120000-dead-all-none',
      '20260301T120000-dead-acks0-none',
      '20260301T130000-live-all-none',
    ];
    const [lost, alsoLost, others] = topics.map((name) => `acklens-experiment-${name}`) as [string, string, string];
    await makeTopics(
      admin,
      [lost, alsoLost, others].map((topic) => ({ topic, numPartitions: 1 })),
    );
    let kept: readonly RunRecord[] = [{ run: '20260301T120000-dead', connection: 'c', name: 'proving', at: 0 }];
    const records = new RunRecords(
      {
        get: () => kept,
        set: async (now) => {
          kept = now;
        },
      },
      () => Date.now(),
    );
    const client = createKafkaJsAdmin({ id: 'c', name: 'proving', bootstrapServers: bootstrap().split(',') });
    const offer = offerRemoval(
      {
        find: (id) => (id === 'c' ? { id, name: 'proving', bootstrapServers: bootstrap().split(',') } : undefined),
        access: { use: (_profile, work) => work(client), change: (_profile, work) => work(client) },
      },
      records,
    );
    try {
      await vscode.commands.executeCommand('notifications.showList');
      const notice = '.notifications-center .notification-list-item:has-text("was interrupted")';
      match(await text(notice), /An experiment on proving was interrupted\. Its temporary topics/);
      await screenshot('experiment interrupted');
      await click(`${notice} .monaco-button:has-text("Remove topics")`);
      await waitFor('their removal', async () => (kept.length === 0 ? true : undefined), 20_000);
      await waitFor('the other topic alone', async () => ((await temporary()).join() === others ? true : undefined));
    } finally {
      offer.dispose();
      await client.close();
      await admin.deleteTopics({ topics: [others] });
    }
  });

  it('does not open for a read-only connection', async () => {
    await connections([{ name: 'looking', bootstrapServers: bootstrap(), readOnly: true }]);
    await open('looking');
    ok(vscode.window.tabGroups.all.every(({ tabs }) => tabs.every(({ label }) => !label.includes('Experiment'))));
    deepEqual(await temporary(), []);
  });
});
