import { deepEqual, equal, fail, match, ok } from 'node:assert/strict';
import { ConfigResourceTypes, Kafka, logLevel } from 'kafkajs';
import * as vscode from 'vscode';
import type { AckLensExports } from '../../../src/extension';
import { makeTopics } from '../../kafka/makeTopics';
import { count, isOutsideThere, press, screenshot } from '../outside';
import { activateAckLens, bootstrap, lensesOf, openFile, ruleOf, waitFor, waitForFindings } from '../workspace';

describe('the cluster check', () => {
  const topic = `checked-${Date.now()}`;
  let exports: AckLensExports;

  before(async function () {
    this.timeout(60_000);
    exports = await activateAckLens();
    const admin = new Kafka({ brokers: bootstrap().split(','), logLevel: logLevel.NOTHING }).admin();
    const configEntries = [{ name: 'min.insync.replicas', value: '2' }];
    await makeTopics(admin, [{ topic, numPartitions: 1, configEntries }]);
    await admin.disconnect();
    // Connections of other files of this run would be for the same servers: between two nobody guesses.
    for (const one of exports.explorer.connections.list()) await exports.explorer.connections.remove(one.id);
    await connections([{ name: 'Checked', bootstrapServers: bootstrap() }]);
    await refreshSeconds(10);
  });

  after(async () => {
    await connections(undefined);
    await refreshSeconds(undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  function connections(value: unknown): Thenable<void> {
    return vscode.workspace.getConfiguration('acklens').update('connections', value, vscode.ConfigurationTarget.Global);
  }

  const refreshSeconds = (value: number | undefined): Thenable<void> =>
    vscode.workspace
      .getConfiguration('acklens')
      .update('clusterCheck.refreshSeconds', value, vscode.ConfigurationTarget.Global);

  const command = (acks: string, server = `--bootstrap-server ${bootstrap()} `): string =>
    `kafka-console-producer ${server}--topic ${topic} --producer-property acks=${acks}\n`;

  const ofCluster = (document: vscode.TextDocument): readonly vscode.Diagnostic[] =>
    vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'AckLens cluster');

  function waitForCluster(
    document: vscode.TextDocument,
    rules: readonly string[],
    ms?: number,
  ): Promise<readonly vscode.Diagnostic[]> {
    const ask = (): readonly vscode.Diagnostic[] | undefined => {
      const found = ofCluster(document);
      return found.map(ruleOf).join() === rules.join() ? found : undefined;
    };
    return waitFor(`the cluster's ${rules.join() || 'silence'}`, ask, ms);
  }

  async function row(...path: string[]) {
    const { tree } = exports.explorer;
    let nodes = await tree.getChildren();
    let found: (typeof nodes)[number] | undefined;
    for (const label of path) {
      found = nodes.find((one) => tree.getTreeItem(one).label === label) ?? fail(`no row ${label}`);
      nodes = label === path.at(-1) ? nodes : await tree.getChildren(found);
    }
    return found ?? fail('no path');
  }

  const connect = async (): Promise<void> => void (await exports.explorer.tree.getChildren(await row('Checked')));

  it('appears when the cluster is connected, is fixed from the editor, and is gone with the connection', async function () {
    this.timeout(90_000);
    const { document } = await openFile('checked.sh', command('1'));
    await waitForFindings(document, (rules) => rules.includes('acks-leader-only'));
    await waitFor('the connection', async () =>
      (await exports.explorer.tree.getChildren()).length === 1 ? true : undefined,
    );
    deepEqual(ofCluster(document), []);

    await connect();
    const found = await waitForCluster(document, ['cluster-replication-one', 'cluster-min-isr-without-acks-all']);
    equal(
      found[1]?.message,
      `${topic} has min.insync.replicas=2, which only acks=all looks at: with acks=1 this producer does not get what the topic is set up for. (Checked)`,
    );
    equal(document.getText(found[0]?.range), topic);
    equal(document.getText(found[1]?.range), 'acks=1');
    const line = `$(server-environment)\u00a0Checked · ${topic}: 1 replica, min ISR 2`;
    await waitFor('the line above it', async () =>
      (await lensesOf(document)).find((one) => one.command?.title === line),
    );
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      found[0]?.range.start,
    );
    const hovered = hovers
      .flatMap(({ contents }) => contents.map((one) => (one as vscode.MarkdownString).value))
      .join();
    ok(hovered.includes(`${topic} on Checked: 1 partition, 1 replica, min.insync.replicas 2, all in sync`), hovered);
    await vscode.commands.executeCommand('acklens.settings.focus');
    if (isOutsideThere()) {
      await waitFor('the finding in the card', async () =>
        (await count('.finding-cluster:has-text("On Checked:")', { webview: true })) === 2 ? true : undefined,
      );
      await screenshot('cluster check');
    }

    const { tree } = exports.explorer;
    const node = await row('Checked', 'Topics', topic);
    const cancelled = new vscode.CancellationTokenSource().token;
    const item = await tree.resolveTreeItem(tree.getTreeItem(node), node, cancelled);
    match(String(item.tooltip), /^checked\.sh: .* has min\.insync\.replicas=2, which only acks=all looks at/m);

    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      found[1]?.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    // The lint has one, too, for the same reason as seen from the file alone.
    const titles = actions.map(({ title }) => title);
    deepEqual(
      titles.filter((title) => title === 'Set acks=all' || title.startsWith('Explain cluster-')),
      ['Set acks=all', 'Set acks=all', 'Explain cluster-min-isr-without-acks-all'],
    );
    const fix = actions[titles.indexOf('Explain cluster-min-isr-without-acks-all') - 1];
    await vscode.workspace.applyEdit(fix?.edit ?? new vscode.WorkspaceEdit());
    equal(document.getText(), command('all'));
    await waitForCluster(document, ['cluster-replication-one', 'cluster-min-isr-exceeds-replication']);

    await vscode.commands.executeCommand('acklens.disconnect', { id: (await row('Checked')).id, kind: 'cluster' });
    await waitForCluster(document, []);
    const below = await tree.getChildren(await row('Checked'));
    deepEqual(
      below.map((one) => tree.getTreeItem(one).label),
      ['Disconnected. Retry to connect again.'],
    );
    await document.save();
  });

  const setMinIsr = async (value: string): Promise<void> => {
    const admin = new Kafka({ brokers: bootstrap().split(','), logLevel: logLevel.NOTHING }).admin();
    const configEntries = [{ name: 'min.insync.replicas', value }];
    const type = ConfigResourceTypes.TOPIC;
    await admin.alterConfigs({ validateOnly: false, resources: [{ type, name: topic, configEntries }] });
    // The controller has it by then; the broker that is asked hears of it a moment later.
    const asked = { type, name: topic, configNames: ['min.insync.replicas'] };
    await waitFor(`min.insync.replicas=${value}`, async () => {
      const { resources } = await admin.describeConfigs({ includeSynonyms: false, resources: [asked] });
      return resources[0]?.configEntries[0]?.configValue === value ? true : undefined;
    });
    await admin.disconnect();
  };

  it('follows the comment and the setting of a rule, what changes by itself, and a refresh', async function () {
    this.timeout(90_000);
    const { document } = await openFile('answered.sh', command('all'));
    await vscode.commands.executeCommand('acklens.retry', {
      id: `${(await row('Checked')).id}/problem`,
      kind: 'problem',
    });
    await connect();
    await waitForCluster(document, ['cluster-replication-one', 'cluster-min-isr-exceeds-replication']);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '# acklens-ignore cluster-replication-one: a test\n');
    await vscode.workspace.applyEdit(edit);
    await waitForCluster(document, ['cluster-min-isr-exceeds-replication']);
    const settings = vscode.workspace.getConfiguration('acklens');
    const global = vscode.ConfigurationTarget.Global;
    await settings.update('rules', { 'cluster-min-isr-exceeds-replication': 'off' }, global);
    await waitForCluster(document, []);
    await settings.update('rules', undefined, global);
    await waitForCluster(document, ['cluster-min-isr-exceeds-replication']);

    await setMinIsr('1');
    // Nobody has asked: what is seen is looked at again when it is ten seconds old.
    await waitForCluster(document, [], 30_000);
    await refreshSeconds(undefined);
    await setMinIsr('2');
    await vscode.commands.executeCommand('acklens.checkCluster');
    await waitForCluster(document, ['cluster-min-isr-exceeds-replication']);
    await setMinIsr('1');
    await vscode.commands.executeCommand('acklens.checkCluster');
    await waitForCluster(document, []);
    await document.save();
  });

  it('checks a file that names no servers once the user has chosen a cluster', async function () {
    this.timeout(60_000);
    if (!isOutsideThere()) this.skip();
    const { document } = await openFile('nowhere.sh', command('all', ''));
    await connect();
    await waitForFindings(document, () => true);
    deepEqual(ofCluster(document), []);
    const chosen = vscode.commands.executeCommand('acklens.chooseCluster');
    await waitFor('the choice', async () => {
      await press('Enter');
      return Promise.race([
        chosen.then(() => true),
        new Promise<undefined>((done) => setTimeout(done, 500, undefined)),
      ]);
    });
    await waitForCluster(document, ['cluster-replication-one']);
    await document.save();
  });
});
