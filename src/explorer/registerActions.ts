import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import { registerCommand } from '../host/command';
import type { CommandArguments, CommandId, RowRef, TailRequest } from '../host/commandTable';
import { inform } from '../host/messages';
import type { ActionServices } from './actions/actionServices';
import type { Favourites } from './favourites';
import { nameOf } from './nameOf';
import type { Kind, Node } from './node';
import { rowText } from './rowText';

/** The commands of rows below a cluster: each takes the clicked row and those selected with it. */
export function registerActions(
  services: ActionServices & { readonly favourites: Favourites; tailOf(request: TailRequest): Promise<void> },
  view: Pick<vscode.TreeView<Node>, 'selection'>,
): Disposable {
  const owned = new DisposableStore();
  const { loads, favourites } = services;

  const rowsOf = (row: RowRef | undefined, rows: readonly RowRef[] | undefined): readonly Node[] => {
    const chosen = rows !== undefined && rows.length > 0 ? rows : row === undefined ? undefined : [row];
    return chosen === undefined ? view.selection : chosen.flatMap(({ id }) => loads.find(id) ?? []);
  };
  const on = <K extends Kind>(
    id: RowCommand,
    kinds: readonly K[],
    act: (nodes: readonly Extract<Node, { kind: K }>[]) => unknown,
  ): void => {
    const isWanted = (node: Node): node is Extract<Node, { kind: K }> => kinds.some((kind) => kind === node.kind);
    const handler = async (row?: RowRef, rows?: readonly RowRef[]): Promise<void> => {
      const nodes = rowsOf(row, rows).filter(isWanted);
      if (nodes.length > 0) await act(nodes);
      else void inform('Select a row in the view Clusters first.');
    };
    owned.add(registerCommand(id, handler));
  };
  const onOne = <K extends Kind>(
    id: RowCommand,
    kinds: readonly K[],
    act: (node: Extract<Node, { kind: K }>) => unknown,
  ): void => on(id, kinds, ([node]) => node && act(node));

  onOne('acklens.createTopic', ['topics'], async (node) =>
    (await import('./actions/createTopic')).createTopic(services, node),
  );
  on('acklens.deleteTopic', ['topic'], async (nodes) =>
    (await import('./actions/deleteTopics')).deleteTopics(services, nodes),
  );
  onOne('acklens.addPartitions', ['topic'], async (node) =>
    (await import('./actions/addPartitions')).addPartitions(services, node),
  );
  onOne('acklens.editConfig', ['config', 'configs', 'defaults', 'topic', 'broker'], async (node) =>
    (await import('./actions/editConfig')).editConfig(services, node),
  );
  onOne('acklens.resetConfig', ['config'], async (node) =>
    (await import('./actions/editConfig')).resetConfig(services, node),
  );
  onOne('acklens.deleteRecords', ['topic', 'partition'], async (node) =>
    (await import('./actions/deleteRecords')).deleteRecords(services, node),
  );
  on('acklens.resetOffsets', ['group', 'lag'], async (nodes) =>
    (await import('./actions/resetOffsets')).resetOffsets(services, nodes),
  );
  on('acklens.deleteOffsets', ['lag'], async (nodes) =>
    (await import('./actions/deleteOffsets')).deleteOffsets(services, nodes),
  );
  on('acklens.deleteGroup', ['group'], async (nodes) =>
    (await import('./actions/deleteGroups')).deleteGroups(services, nodes),
  );
  on('acklens.copyName', named, async (nodes) => {
    await vscode.env.clipboard.writeText(nodes.flatMap((node) => nameOf(node) ?? []).join('\n'));
  });
  onOne('acklens.copyValue', ['config'], async ({ entry }) => {
    await vscode.env.clipboard.writeText(entry.value ?? '');
  });
  owned.add(
    registerCommand('acklens.copyRow', async (row, rows) => {
      const texts = rowsOf(row, rows).map((node) => rowText(node, loads.state(node)));
      if (texts.length > 0) await vscode.env.clipboard.writeText(texts.join('\n'));
    }),
  );
  on('acklens.tailPartition', ['partition'], ([first, ...others]) => {
    if (!first) return undefined;
    const { connection, topic } = first;
    const more = others.filter((node) => node.connection === connection && node.topic === topic);
    return services.tailOf({ connection, topic, partitions: [first, ...more].map(({ partition }) => partition.id) });
  });
  for (const [id, isFavourite] of [
    ['acklens.addFavourite', true],
    ['acklens.removeFavourite', false],
  ] as const)
    on(id, ['topic'], async (nodes) => {
      for (const connection of new Set(nodes.map((node) => node.connection))) {
        const topics = nodes.filter((node) => node.connection === connection).map(({ topic }) => topic);
        await favourites.set(connection, topics, isFavourite);
      }
      loads.relist('topics');
    });
  return owned;
}

type RowCommand = {
  [K in CommandId]: CommandArguments[K] extends [row?: RowRef, rows?: readonly RowRef[]] ? K : never;
}[CommandId];

const named = [
  'cluster',
  'broker',
  'topic',
  'partition',
  'configs',
  'config',
  'group',
  'member',
  'subject',
  'schema',
  'lag',
  'acl',
] as const satisfies readonly Kind[];
