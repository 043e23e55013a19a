import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { connect, createServer, type Socket } from 'node:net';
import { Kafka, logLevel } from 'kafkajs';
import * as vscode from 'vscode';
import type { AckLensExports } from '../../../src/extension';
import { makeTopics } from '../../kafka/makeTopics';
import { isOutsideThere, screenshot } from '../outside';
import { openRow, seeRow } from '../rows';
import { activateAckLens, bootstrap, waitFor } from '../workspace';

describe('the tree of clusters', () => {
  let exports: AckLensExports;
  const topic = `explorer-${Date.now()}`;

  before(async function () {
    this.timeout(90_000);
    exports = await activateAckLens();
    const kafka = new Kafka({ brokers: bootstrap().split(','), logLevel: logLevel.NOTHING });
    const admin = kafka.admin();
    await makeTopics(admin, [{ topic, numPartitions: 2 }]);
    const producer = kafka.producer();
    await producer.connect();
    await producer.send({ topic, messages: [1, 2, 3, 4, 5].map((n) => ({ value: `message${n}`, partition: 0 })) });
    await producer.disconnect();
    await admin.setOffsets({ groupId: `${topic}-group`, topic, partitions: [{ partition: 0, offset: '2' }] });
    await admin.disconnect();
  });

  after(() => connections(undefined));

  function connections(value: unknown): Thenable<void> {
    return vscode.workspace.getConfiguration('acklens').update('connections', value, vscode.ConfigurationTarget.Global);
  }

  /** Opens the rows with these labels, one below the other; answers label and description of what is there. */
  async function rows(...path: string[]): Promise<string[]> {
    const { tree } = exports.explorer;
    let nodes = await tree.getChildren();
    for (const label of path) {
      const node = nodes.find((one) => tree.getTreeItem(one).label === label);
      ok(node, `no row ${label} in ${nodes.map((one) => tree.getTreeItem(one).label)}`);
      nodes = await tree.getChildren(node);
    }
    return nodes.map((node) => {
      const item = tree.getTreeItem(node);
      return [item.label, item.description].filter(Boolean).join(' | ');
    });
  }

  it('shows brokers, topics, partitions and the lag of groups of a real cluster', async function () {
    this.timeout(60_000);
    await connections([{ name: 'real', bootstrapServers: bootstrap() }]);
    await waitFor('the connection', async () => ((await rows()).length === 1 ? true : undefined));
    deepEqual((await rows('real')).slice(1), ['Topics', 'Consumer groups', 'ACLs']);
    match((await rows('real', 'Brokers')).join('\n'), /^Broker \d+ \| controller · [\w.]+:\d+$/m);
    const wanted = `${topic} | RF 1 · min ISR 1 · 2 partitions`;
    await waitFor(wanted, async () => ((await rows('real', 'Topics')).includes(wanted) ? true : undefined));
    ok(!(await rows('real', 'Topics')).some((row) => row.startsWith('__consumer_offsets')));
    const [configuration, ...partitions] = await rows('real', 'Topics', topic);
    equal(configuration, 'Configuration');
    equal(partitions.length, 2);
    match(partitions[0] ?? '', /^Partition 0 \| 0\.\.5 · leader \d+ · ISR \d+$/);
    match(partitions[1] ?? '', /^Partition 1 \| 0\.\.0 · leader \d+ · ISR \d+$/);
    ok((await rows('real', 'Consumer groups')).includes(`${topic}-group | Empty`));
    const group = await rows('real', 'Consumer groups', `${topic}-group`);
    equal(group[0], 'Empty | 0 members · lag 3');
    ok(group.includes(`${topic} 0 | lag 3 · committed 2 of 5`), group.join('\n'));
  });

  it('has VS Code know the rows below a cluster by their labels, which are no duplicates where one answer overtakes another', async () => {
    const { tree } = exports.explorer;
    const [cluster] = await tree.getChildren();
    const folders = await tree.getChildren(cluster);
    const topics = await tree.getChildren(folders[1]);
    ok(cluster && tree.getTreeItem(cluster).id);
    for (const row of [...folders, ...topics]) equal(tree.getTreeItem(row).id, undefined);
  });

  it('draws it', async () => {
    await vscode.commands.executeCommand('acklens.clusters.focus');
    await screenshot('clusters');
  });

  it('shows what the workspace recommends, and connects only where it is opened', async function () {
    this.timeout(60_000);
    const settings = vscode.workspace.getConfiguration('acklens');
    const { Workspace } = vscode.ConfigurationTarget;
    let callers = 0;
    const server = createServer((socket) => {
      callers += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const at = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    const sasl = { mechanism: 'PLAIN', username: 'shop' };
    const recommended = { name: 'recommended', bootstrapServers: at, security: { sasl }, password: 'not read' };
    try {
      await settings.update('connections', [recommended], Workspace);
      await vscode.commands.executeCommand('acklens.clusters.focus');
      const shown = await waitFor('the recommended connection', async () =>
        (await rows()).find((row) => row.startsWith('recommended')),
      );
      equal(shown, `recommended | of this workspace · ${at}`);
      await screenshot('recommended connection');
      equal(callers, 0);
      // Without its password nothing is sent, and the row says what to do.
      deepEqual(await rows('recommended'), [
        'The password of user shop is not saved on this machine: edit the connection and enter it.',
      ]);
      equal(callers, 0);
    } finally {
      await settings.update('connections', undefined, Workspace);
      server.close();
    }
  });

  it('says why a cluster is unreachable, and finds it again on retry', async function () {
    this.timeout(60_000);
    const port = await freePort();
    await connections([{ name: 'gone', bootstrapServers: `127.0.0.1:${port}` }]);
    await waitFor('the connection', async () => ((await rows())[0]?.startsWith('gone') ? true : undefined));
    const [problem, ...others] = await rows('gone');
    match(problem ?? '', new RegExp(`127\\.0\\.0\\.1:${port}`));
    equal(others.length, 0);
    equal((await rows())[0], 'gone | unreachable');
    await vscode.commands.executeCommand('acklens.clusters.focus');
    await screenshot('unreachable cluster');
    // The cluster comes up at that very address: a pipe to the real one.
    const [host = '', realPort = ''] = (bootstrap().split(',')[0] ?? '').split(':');
    const pipe = createServer((socket) => {
      const far = connect(Number(realPort), host);
      socket.pipe(far).pipe(socket);
      for (const end of [socket, far]) end.on('error', () => socket.destroy());
    });
    await new Promise<void>((resolve) => pipe.listen(port, '127.0.0.1', resolve));
    try {
      const { tree } = exports.explorer;
      const [cluster] = await tree.getChildren();
      const [row] = await tree.getChildren(cluster);
      await vscode.commands.executeCommand('acklens.retry', row);
      deepEqual((await rows('gone')).slice(1), ['Topics', 'Consumer groups', 'ACLs']);
    } finally {
      pipe.close();
    }
  });

  it('draws what changes on one cluster while another hangs', async function () {
    this.timeout(90_000);
    if (!isOutsideThere()) this.skip();
    const sockets = new Set<Socket>();
    const silent = createServer((socket) => void sockets.add(socket.on('error', () => socket.destroy())));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const settings = vscode.workspace.getConfiguration('acklens');
    const patience = (seconds: number | undefined) =>
      settings.update('explorer.timeoutSeconds', seconds, vscode.ConfigurationTarget.Global);
    const admin = new Kafka({ brokers: bootstrap().split(','), logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    // First among the topics, so that its row is in view.
    const fresh = `0-fresh-${Date.now()}`;
    await patience(120);
    try {
      await connections([
        { name: 'hanging', bootstrapServers: `127.0.0.1:${port}` },
        { name: 'answering', bootstrapServers: bootstrap() },
      ]);
      await vscode.commands.executeCommand('acklens.clusters.focus');
      for (const label of ['hanging', 'answering', 'Topics']) await openRow(label);
      await seeRow('Loading…');
      await screenshot('one cluster hangs');
      // VS Code redraws one change after another: this one waits for the cluster that hangs.
      await vscode.commands.executeCommand('acklens.refresh');
      await makeTopics(admin, [{ topic: fresh, numPartitions: 1 }]);
      const { tree } = exports.explorer;
      const [hanging, answering] = await tree.getChildren();
      const topics = (await tree.getChildren(answering)).find(({ kind }) => kind === 'topics');
      await vscode.commands.executeCommand('acklens.refresh', topics);
      await seeRow(fresh);
      ok(hanging);
      const state = await Promise.race([tree.getChildren(hanging), Promise.resolve('loading still')]);
      equal(state, 'loading still');
    } finally {
      await vscode.commands.executeCommand('acklens.stopLoading');
      await patience(undefined);
      // The next version of VS Code that runs this wants its own to be the first one.
      await admin.deleteTopics({ topics: [fresh] });
      await admin.disconnect();
      for (const socket of sockets) socket.destroy();
      silent.close();
    }
  });

  it('is not fooled by a hanging server', async function () {
    this.timeout(60_000);
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const settings = vscode.workspace.getConfiguration('acklens');
    await settings.update('explorer.timeoutSeconds', 2, vscode.ConfigurationTarget.Global);
    try {
      const port = typeof address === 'object' && address ? address.port : 0;
      await connections([{ name: 'silent', bootstrapServers: `127.0.0.1:${port}` }]);
      await waitFor('the connection', async () => ((await rows())[0]?.startsWith('silent') ? true : undefined));
      const started = Date.now();
      const [problem] = await rows('silent');
      match(problem ?? '', new RegExp(`127\\.0\\.0\\.1:${port}`));
      ok(Date.now() - started < 8_000);
    } finally {
      await settings.update('explorer.timeoutSeconds', undefined, vscode.ConfigurationTarget.Global);
      silent.close();
    }
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return typeof address === 'object' && address ? address.port : 0;
}
