import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import { registerCommand } from '../host/command';
import type { RowRef } from '../host/commandTable';
import { setContextKey } from '../host/contextKeys';
import type { Log } from '../host/log';
import { onSettingChange, readSetting, writeSetting } from '../host/settings';
import type { ConnectionProfile } from '../kafka/profile';
import type { TailOptions } from '../protocol/tail';
import { addConnection } from './addConnection';
import { chooseTail, connectFromFile } from './chooseTail';
import { ClusterAccess, type OpenAdmin } from './clusterAccess';
import { ClusterTree } from './clusterTree';
import { Connections } from './connections';
import type { Node } from './node';
import { TreeLoads } from './treeLoads';

export interface ExplorerServices {
  readonly memento: vscode.Memento;
  readonly log: Log;
  readonly openAdmin: OpenAdmin;
  readonly openTail: (profile: ConnectionProfile, options: TailOptions) => void;
}

/** What the explorer offers to others: the saved connections and, for tests, the tree that is on screen. */
export interface Explorer extends Disposable {
  readonly connections: Connections;
  readonly tree: ClusterTree;
}

export function registerExplorer(services: ExplorerServices): Explorer {
  const owned = new DisposableStore();
  const connections = owned.add(new Connections(services.memento));
  const access = owned.add(
    new ClusterAccess(services.openAdmin, () => readSetting('acklens.explorer.timeoutSeconds') * 1_000),
  );
  let filter = '';
  const listing = () => ({ showInternal: readSetting('acklens.explorer.showInternalTopics'), filter });
  const loads = owned.add(
    new TreeLoads(
      () => connections.list(),
      access,
      listing,
      (error) => services.log.error('loading a part of the tree', String(error)),
    ),
  );
  const tree = new ClusterTree(loads, access, (id) => connections.find(id));
  const view = owned.add(
    vscode.window.createTreeView('acklens.clusters', { treeDataProvider: tree, showCollapseAll: true }),
  );

  const relist = (): void => {
    setContextKey('acklens.topicFilterActive', filter !== '');
    setContextKey('acklens.internalTopicsShown', listing().showInternal);
    view.message = filter === '' ? '' : `Topics with "${filter}" in their name`;
    loads.refreshTopics();
  };
  owned.add(onSettingChange(['acklens.explorer.showInternalTopics'], relist));
  owned.add(connections.onDidChange(() => loads.redraw()));
  relist();

  const nodeOf = (row: RowRef | undefined): Node | undefined => (row ? loads.find(row.id) : view.selection[0]);
  owned.add(
    registerCommand('acklens.addConnection', async (seed) => {
      const added = await (seed
        ? connectFromFile(connections, access, seed.bootstrapServers)
        : addConnection(connections, access));
      const row = added && loads.roots().find((node) => node.connection === added.id);
      if (row) await view.reveal(row, { expand: true, focus: true });
    }),
  );
  owned.add(
    registerCommand('acklens.removeConnection', async (row) => {
      const connection = connections.find(nodeOf(row)?.connection);
      if (connection?.origin !== 'stored') return;
      access.drop(connection.id);
      await connections.remove(connection.id);
      const undo = 'Undo';
      const answer = await vscode.window.showInformationMessage(`Removed the connection ${connection.name}.`, undo);
      if (answer === undo) await connections.add(connection.name, connection.bootstrapServers);
    }),
  );
  owned.add(registerCommand('acklens.refresh', (row) => loads.refresh(row && loads.find(row.id))));
  owned.add(
    registerCommand('acklens.retry', (row) => {
      const node = nodeOf(row);
      loads.refresh(node?.kind === 'problem' ? loads.find(node.parent) : node);
    }),
  );
  owned.add(
    registerCommand('acklens.copyName', async (row) => {
      const node = nodeOf(row);
      if (node && 'name' in node) await vscode.env.clipboard.writeText(node.name);
    }),
  );
  owned.add(
    registerCommand('acklens.tailTopic', async (request) => {
      const wish = request ?? view.selection.find((node) => node.kind === 'topic') ?? {};
      const choice = await chooseTail(connections, access, wish);
      if (choice) services.openTail(choice.profile, choice.options);
    }),
  );
  owned.add(
    registerCommand('acklens.filterTopics', async () => {
      const text = await vscode.window.showInputBox({
        title: 'Filter topics',
        prompt: 'Part of the name; empty shows all topics.',
        value: filter,
      });
      if (text === undefined) return;
      filter = text.trim();
      relist();
    }),
  );
  owned.add(
    registerCommand('acklens.clearTopicFilter', () => {
      filter = '';
      relist();
    }),
  );
  owned.add(
    registerCommand('acklens.showInternalTopics', () => writeSetting('acklens.explorer.showInternalTopics', true)),
  );
  owned.add(
    registerCommand('acklens.hideInternalTopics', () => writeSetting('acklens.explorer.showInternalTopics', false)),
  );
  owned.add(registerCommand('acklens.openLog', () => services.log.show()));
  return { connections, tree, dispose: () => owned.dispose() };
}
