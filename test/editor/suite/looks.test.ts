import { fail } from 'node:assert/strict';
import { Kafka, logLevel } from 'kafkajs';
import * as vscode from 'vscode';
import type { AckLensExports } from '../../../src/extension';
import { makeTopics } from '../../kafka/makeTopics';
import { ContractRegistry } from '../../registry/ContractRegistry';
import { registerSchema } from '../../registry/registerSchema';
import { count, isOutsideThere, press, screenshot, text } from '../outside';
import { openRow, seeRow, showPane } from '../rows';
import { activateAckLens, bootstrap, waitFor } from '../workspace';

/** Pictures to be looked at: what VS Code draws for the explorer, in themes that are far apart. */
describe('the looks of the explorer', () => {
  const themes = [
    ['Default Dark Modern', 'vs-dark', 'dark'],
    ['Default Light Modern', 'vs', 'light'],
    ['Default High Contrast', 'hc-black', 'hc-dark'],
    ['Default High Contrast Light', 'hc-light', 'hc-light'],
  ] as const;
  const settings = vscode.workspace.getConfiguration('workbench');
  const { Global } = vscode.ConfigurationTarget;
  const topic = `looks-${Date.now()}`;
  const subject = `${topic}-value`;
  const below = ['Producers', 'Delivery Settings'];
  let exports: AckLensExports;
  let registry: ContractRegistry;

  before(async function () {
    this.timeout(90_000);
    if (!isOutsideThere()) this.skip();
    registry = await ContractRegistry.start();
    const field = (name: string) => ({ name, type: 'string' });
    for (const names of [['id'], ['id', 'customer'], ['id', 'customer', 'city']])
      await registerSchema(registry.url, subject, {
        schema: JSON.stringify({ type: 'record', name: 'Order', fields: names.map(field) }),
      });
    const admin = new Kafka({ brokers: bootstrap().split(','), logLevel: logLevel.NOTHING }).admin();
    await makeTopics(admin, [{ topic, numPartitions: 2, configEntries: [{ name: 'retention.ms', value: '3600000' }] }]);
    await admin.setOffsets({ groupId: topic, topic, partitions: [{ partition: 0, offset: '0' }] });
    await admin.disconnect();
    exports = await activateAckLens();
    for (const { id } of exports.explorer.connections.list()) await exports.explorer.connections.remove(id);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('acklens.clusters.focus');
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await settings.update('colorTheme', undefined, Global);
    for (const { id } of exports?.explorer.connections.list() ?? []) await exports.explorer.connections.remove(id);
    await registry?.stop();
  });

  const there = (selector: string): Promise<true> =>
    waitFor(selector, async () => ((await count(selector)) > 0 ? true : undefined));
  const inThemes = async (name: string): Promise<void> => {
    for (const [theme, mark, short] of themes) {
      await settings.update('colorTheme', theme, Global);
      await there(`.monaco-workbench.${mark}`);
      await screenshot(`look ${name} ${short}`);
    }
  };

  it('invites while there is no connection', async () => {
    await there('.welcome-view-content');
    await inThemes('welcome');
  });

  it('lists a cluster with its registry', async function () {
    this.timeout(60_000);
    await exports.explorer.connections.add(
      {
        name: 'orders',
        bootstrapServers: bootstrap().split(','),
        environment: 'Production',
        color: 'red',
        registry: { url: registry.url, auth: { kind: 'none' } },
      },
      {},
    );
    await exports.explorer.connections.add({ name: 'gone', bootstrapServers: ['127.0.0.1:1'] }, {});
    // The views below leave little room.
    for (const pane of below) await showPane(pane, false);
    await openRow('gone');
    await seeRow('refuses connections');
    await openRow('orders');
    await openRow('Schema registry');
    await openRow(subject);
    await seeRow('Version 3');
    await openRow('Consumer groups');
    await openRow('Topics');
    await openRow(`${topic}RF 1`);
    await openRow('Configuration');
    await seeRow('retention.ms');
    await inThemes('tree');
    for (const pane of below) await showPane(pane, true);
    await inThemes('views');
  });

  it('compares two versions of a schema', async function () {
    this.timeout(60_000);
    const { tree } = exports.explorer;
    const row = async (kind: string, below?: Awaited<ReturnType<typeof tree.getChildren>>[number]) =>
      (await tree.getChildren(below)).find((one) => one.kind === kind) ?? fail(`no ${kind}`);
    const cluster = (await tree.getChildren()).find((one) => one.kind === 'cluster' && one.name === 'orders');
    const version = await row('schema', await row('subject', await row('subjects', cluster)));
    await vscode.commands.executeCommand('acklens.compareSchemas', version);
    await waitFor('the difference', async () => ((await count('.line-insert')) > 0 ? true : undefined));
    await inThemes('schemas compared');
  });

  it('shows what a reset would do', async function () {
    this.timeout(60_000);
    const { tree } = exports.explorer;
    const cluster = (await tree.getChildren()).find((one) => one.kind === 'cluster' && one.name === 'orders');
    const groups = (await tree.getChildren(cluster)).find(({ kind }) => kind === 'groups');
    const group = (await tree.getChildren(groups)).find((one) => one.kind === 'group' && one.name === topic);
    const resetting = vscode.commands.executeCommand('acklens.resetOffsets', group);
    const title = '.quick-input-widget .quick-input-title';
    await waitFor('the choice', async () => (/^Reset offsets of group/.test(await text(title)) ? true : undefined));
    await press('Enter');
    await waitFor('the preview', async () => (/before → after/.test(await text(title)) ? true : undefined));
    await inThemes('reset preview');
    await press('Escape');
    await resetting;
  });
});
