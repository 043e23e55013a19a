import * as vscode from 'vscode';
import { type Disposable, DisposableStore, toDisposable } from '../base/disposable';
import { Emitter, type Event } from '../base/event';
import { registerCommand } from '../host/command';
import type { ProduceWish, RowRef, TailRequest } from '../host/commandTable';
import { setContextKey } from '../host/contextKeys';
import type { Log } from '../host/log';
import { inform } from '../host/messages';
import type { SecretStore } from '../host/secrets';
import { onSettingChange, readSetting, writeSetting } from '../host/settings';
import type { ConnectionProfile } from '../kafka/profile';
import type { TailOptions } from '../protocol/tail';
import { ClusterAccess, type OpenAdmin } from './clusterAccess';
import { ClusterTree } from './clusterTree';
import type { FormHost } from './connect/connectionForm';
import { registerConnections } from './connect/registerConnections';
import { Connections } from './connections';
import { dragNames } from './dragNames';
import { Favourites } from './favourites';
import type { FilteredKind, Node } from './node';
import { registerActions } from './registerActions';
import { registerSchemaDocuments } from './schemaDocuments';
import type { Listing } from './topicRows';
import { type Connection, type OpenRegistry, TreeLoads } from './treeLoads';

export interface ExplorerServices {
  readonly memento: vscode.Memento;
  readonly secrets: SecretStore;
  readonly form: FormHost;
  readonly log: Log;
  readonly openAdmin: OpenAdmin;
  readonly openRegistry: OpenRegistry;
  readonly openTail: (profile: ConnectionProfile, options: TailOptions) => Promise<void>;
  /** What is to be said of a topic beside what the cluster tells, a sentence each. */
  readonly topicNotes: (connection: string, topic: string) => readonly string[];
  readonly openProduce: (profile: ConnectionProfile, topic: string, record: ProduceWish['record']) => Promise<void>;
}

/** What the explorer offers to others: the saved connections and, for tests, the tree that is on screen. */
export interface Explorer extends Disposable {
  readonly connections: Connections;
  readonly tree: ClusterTree;
  readonly access: ClusterAccess;
  /** A connection has begun or ceased to be in use; undefined = there are others. */
  readonly onDidChangeConnected: Event<string | undefined>;
  /** The user wants to see a connection as it is now; undefined = all of them. */
  readonly onDidRefresh: Event<string | undefined>;
  /** The connection, or one that the user chooses; undefined when they gave up. */
  choose(connection: string | undefined): Promise<Connection | undefined>;
}

export function registerExplorer(services: ExplorerServices): Explorer {
  const owned = new DisposableStore();
  const access = owned.add(
    new ClusterAccess(services.openAdmin, () => readSetting('acklens.explorer.timeoutSeconds') * 1_000),
  );
  const { form } = services;
  const connections = owned.add(
    new Connections(services.memento, services.secrets, async (all, servers) =>
      (await import('./connect/askForConnection')).askForConnection({ connections: all, access, form }, servers),
    ),
  );
  const favourites = new Favourites(services.memento);
  const filters = { topics: '', groups: '', subjects: '' };
  const listing = (): Listing => ({
    showInternal: readSetting('acklens.explorer.showInternalTopics'),
    topicFilter: filters.topics,
    groupFilter: filters.groups,
    subjectFilter: filters.subjects,
    favourites: (connection) => favourites.of(connection),
  });
  const loads = owned.add(
    new TreeLoads(
      () => connections.list(),
      access,
      listing,
      (error) => services.log.error('loading a part of the tree', String(error)),
      services.openRegistry,
    ),
  );
  const tree = new ClusterTree(loads, access, (id) => connections.find(id), services.topicNotes);
  const view = owned.add(
    vscode.window.createTreeView('acklens.clusters', {
      treeDataProvider: tree.prompt(),
      showCollapseAll: true,
      canSelectMany: true,
      dragAndDropController: dragNames,
    }),
  );

  const tellFilters = (): void => {
    setContextKey('acklens.topicFilterActive', filters.topics !== '');
    setContextKey('acklens.groupFilterActive', filters.groups !== '');
    setContextKey('acklens.subjectFilterActive', filters.subjects !== '');
    const said = [
      filters.topics === '' ? [] : `Topics with "${filters.topics}" in their name`,
      filters.groups === '' ? [] : `Groups with "${filters.groups}" in their id`,
      filters.subjects === '' ? [] : `Subjects with "${filters.subjects}" in their name`,
    ];
    view.message = said.flat().join(' · ');
  };
  const setFilter = (kind: FilteredKind, text: string): void => {
    filters[kind] = text;
    tellFilters();
    loads.relist(kind);
  };
  owned.add(onSettingChange(['acklens.explorer.showInternalTopics'], () => loads.relist('topics')));
  owned.add(connections.onDidChange(() => loads.redraw()));
  // A window keeps the keys of the extension host that it had before. VS Code waits for the activation, not for this.
  const first = setTimeout(tellFilters, 0);
  owned.add(toDisposable(() => clearTimeout(first)));

  const nodeOf = (row: RowRef | undefined): Node | undefined => (row ? loads.find(row.id) : view.selection[0]);
  owned.add(
    registerSchemaDocuments({
      openRegistry: services.openRegistry,
      connection: (id) => connections.find(id),
      nodeOf,
      selection: () => view.selection,
    }),
  );
  owned.add(
    registerCommand('acklens.addConnection', async (seed) => {
      const added = await (seed
        ? (await import('./chooseTail')).connectFromFile(connections, seed.bootstrapServers)
        : connections.ask());
      const row = added && loads.roots().find((node) => node.connection === added.id);
      if (row) await view.reveal(row, { expand: true, focus: true });
    }),
  );
  const connectionOf = (row: RowRef | undefined) => connections.find(nodeOf(row)?.connection);
  owned.add(registerConnections({ connections, access, form, connectionOf }));
  // What answers at once needs no button to stop it.
  let patience: ReturnType<typeof setTimeout> | undefined;
  let endProgress = (): void => undefined;
  const showLoading = (): void => {
    setContextKey('acklens.treeLoading', true);
    // VS Code's own bar ends as soon as the view is answered, be it with the rows that were there.
    const ended = new Promise<void>((resolve) => (endProgress = resolve));
    void vscode.window.withProgress({ location: { viewId: 'acklens.clusters' } }, () => ended);
  };
  owned.add(
    loads.onActivity((isLoading) => {
      clearTimeout(patience);
      endProgress();
      if (isLoading) patience = setTimeout(showLoading, 1_000);
      else setContextKey('acklens.treeLoading', false);
    }),
  );
  owned.add(
    toDisposable(() => {
      clearTimeout(patience);
      endProgress();
    }),
  );
  owned.add(
    registerCommand('acklens.disconnect', (row) => {
      const node = nodeOf(row);
      if (node?.kind === 'cluster') loads.disconnect(node);
    }),
  );
  owned.add(registerCommand('acklens.stopLoading', () => loads.stop()));
  owned.add(registerCommand('acklens.refresh', (row) => loads.refresh(row && loads.find(row.id))));
  owned.add(
    registerCommand('acklens.retry', (row) => {
      const node = nodeOf(row);
      loads.refresh(node?.kind === 'problem' ? loads.find(node.parent) : node);
    }),
  );
  const connection = (id: string) => connections.find(id);
  const tailOf = async (request: TailRequest): Promise<void> => {
    const { chooseTail } = await import('./chooseTail');
    const choice = await chooseTail(connections, access, request);
    if (choice) await services.openTail(choice.profile, choice.options);
  };
  owned.add(registerActions({ access, loads, connection, favourites, tailOf }, view));
  owned.add(
    registerCommand('acklens.tailFromGroup', async (row) => {
      const node = nodeOf(row);
      if (node?.kind !== 'group' && node?.kind !== 'lag') return;
      const { tailFromGroup } = await import('./tailFromGroup');
      const request = await tailFromGroup(connections, access, node);
      if (request) await tailOf(request);
    }),
  );
  owned.add(
    registerCommand('acklens.tailTopic', async (request, rows) => {
      const wish = request ?? view.selection.find((node) => node.kind === 'topic') ?? {};
      const selection = request ? rows : view.selection;
      const { chooseTail } = await import('./chooseTail');
      const choice = await chooseTail(connections, access, wish, selection);
      if (choice) await services.openTail(choice.profile, choice.options);
    }),
  );
  owned.add(
    registerCommand('acklens.produce', async (wish) => {
      const { connection, topic } = wish ?? view.selection.find((node) => node.kind === 'topic') ?? {};
      const { choosePlace } = await import('./chooseTail');
      const place = await choosePlace(connections, access, {
        ...(connection === undefined ? {} : { connection }),
        ...(topic === undefined ? {} : { topic }),
      });
      if (!place) return;
      if (place.profile.readOnly)
        void inform(`The connection "${place.profile.name}" is read-only: edit it to produce.`);
      else await services.openProduce(place.profile, place.topic, wish && 'record' in wish ? wish.record : undefined);
    }),
  );
  const filter = async (kind: FilteredKind, title: string): Promise<void> => {
    const { filterBox } = await import('./filterBox');
    await filterBox({ title, prompt: 'Part of the name; empty shows all.', value: filters[kind] }, (text) =>
      setFilter(kind, text),
    );
  };
  owned.add(registerCommand('acklens.filterTopics', () => filter('topics', 'Filter topics')));
  owned.add(registerCommand('acklens.filterGroups', () => filter('groups', 'Filter consumer groups')));
  owned.add(registerCommand('acklens.filterSubjects', () => filter('subjects', 'Filter schema subjects')));
  owned.add(registerCommand('acklens.clearTopicFilter', () => setFilter('topics', '')));
  owned.add(registerCommand('acklens.clearGroupFilter', () => setFilter('groups', '')));
  owned.add(registerCommand('acklens.clearSubjectFilter', () => setFilter('subjects', '')));
  owned.add(
    registerCommand('acklens.showInternalTopics', () => writeSetting('acklens.explorer.showInternalTopics', true)),
  );
  owned.add(
    registerCommand('acklens.hideInternalTopics', () => writeSetting('acklens.explorer.showInternalTopics', false)),
  );
  owned.add(registerCommand('acklens.openLog', () => services.log.show()));
  const changed = owned.add(new Emitter<string | undefined>());
  owned.add(access.onDidChangeConnected((connection) => changed.fire(connection)));
  owned.add(connections.onDidChange(() => changed.fire(undefined)));
  const { onDidRefresh } = loads;
  return {
    connections,
    tree,
    access,
    choose: async (id) =>
      (await import('./chooseTail')).chooseConnection(connections, id === undefined ? {} : { connection: id }),
    onDidChangeConnected: changed.event,
    onDidRefresh,
    dispose: () => owned.dispose(),
  };
}
