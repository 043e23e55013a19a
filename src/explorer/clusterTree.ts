import * as vscode from 'vscode';
import { toDisposable } from '../base/disposable';
import { visibleText } from '../base/visibleText';
import { clickOn } from '../host/command';
import { commandTitles, type RowRef } from '../host/commandTable';
import type { ConnectionProfile } from '../kafka/profile';
import type { ClusterAccess } from './clusterAccess';
import { durability } from './durability';
import type { Node, TopicNode } from './node';
import { promptRows } from './promptRows';
import { render } from './render';
import type { RenderedRow } from './renderedRow';
import { Slices } from './Slices';
import type { TreeLoads } from './treeLoads';

/** The view "Clusters": VS Code's side of {@link TreeLoads}. */
export class ClusterTree implements vscode.TreeDataProvider<Node> {
  private readonly loads: TreeLoads;
  private readonly access: ClusterAccess;
  private readonly profile: (connection: string) => ConnectionProfile | undefined;

  private readonly notes: (connection: string, topic: string) => readonly string[];

  constructor(
    loads: TreeLoads,
    access: ClusterAccess,
    profile: (connection: string) => ConnectionProfile | undefined,
    notes: (connection: string, topic: string) => readonly string[],
  ) {
    this.loads = loads;
    this.access = access;
    this.profile = profile;
    this.notes = notes;
  }

  readonly onDidChangeTreeData: vscode.Event<Node | undefined> = (listener, thisArgs, disposables) => {
    const subscription = this.loads.onDidChange((node) => listener.call(thisArgs, node));
    const handle = new vscode.Disposable(toDisposable(() => subscription.dispose()).dispose);
    disposables?.push(handle);
    return handle;
  };

  async getChildren(node?: Node): Promise<Node[]> {
    return [...(node === undefined ? this.loads.roots() : await this.loads.children(node))];
  }

  /** The same tree for the view, which must not be kept waiting: see {@link promptRows}. */
  prompt(): vscode.TreeDataProvider<Node> {
    const slices = new Slices();
    const drawn = new Map<Node, vscode.TreeItem>();
    const draw = async (row: Node, isOneOfMany: boolean): Promise<readonly [Node, vscode.TreeItem]> => [
      row,
      isOneOfMany ? await slices.run(() => this.getTreeItem(row)) : this.getTreeItem(row),
    ];
    const ask = promptRows(
      (node) => this.loads.children(node),
      // VS Code forgets the rows that it shows when it asks, and a command on one of them would not know which: it gets few at once.
      (rows) => Promise.all(rows.map((row) => draw(row, rows.length > fewRows))),
    );
    const children = async (node: Node): Promise<Node[]> => {
      const rows = await ask(node);
      for (const [row, item] of rows) drawn.set(row, item);
      // VS Code asks for the items of all rows as soon as it has the rows: later ones have to be drawn anew.
      setImmediate(() => {
        for (const [row] of rows) drawn.delete(row);
      });
      return rows.map(([row]) => row);
    };
    return {
      onDidChangeTreeData: this.onDidChangeTreeData,
      getChildren: (node) => (node === undefined ? this.getChildren() : children(node)),
      getParent: () => this.getParent(),
      getTreeItem: (node) => drawn.get(node) ?? this.getTreeItem(node),
      resolveTreeItem: (item, node, cancelled) => this.resolveTreeItem(item, node, cancelled),
    };
  }

  /** Needed to reveal a row; clusters are the only rows that are. */
  getParent(): undefined {
    return undefined;
  }

  getTreeItem(node: Node): vscode.TreeItem {
    const row = render(node, this.loads.state(node));
    // Names and messages come from the cluster: none may look like something it is not.
    const label = visibleText(row.label);
    const description = row.description === undefined ? undefined : visibleText(row.description);
    const state = row.expands ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None;
    const item = new vscode.TreeItem(label, state);
    if (named.has(node.kind)) item.id = node.id;
    item.contextValue = this.mayChange(node) ? `${row.context}.writable` : row.context;
    item.iconPath = icon(row);
    if (description !== undefined) item.description = description;
    // A topic's tooltip needs one more request: it is left out here, so that VS Code asks when the mouse rests on it.
    if (row.tooltip !== undefined && node.kind !== 'topic') item.tooltip = visibleText(row.tooltip, 'block');
    const click = clickOf(node);
    if (click) item.command = click;
    item.accessibilityInformation = { label: [label, description].filter(Boolean).join(', ') };
    return item;
  }

  async resolveTreeItem(
    item: vscode.TreeItem,
    node: Node,
    cancelled: vscode.CancellationToken,
  ): Promise<vscode.TreeItem> {
    if (node.kind !== 'topic') return item;
    const worth = await this.durabilityOf(node);
    if (cancelled.isCancellationRequested) return item;
    const [name, ...facts] = render(node, this.loads.state(node)).tooltip?.split('\n') ?? [];
    item.tooltip = visibleText(
      [name, ...worth, ...this.notes(node.connection, node.topic), ...facts].join('\n'),
      'block',
    );
    return item;
  }

  private mayChange(node: Node): boolean {
    return changeable.has(node.kind) && this.profile(node.connection)?.readOnly !== true;
  }

  private async durabilityOf(node: TopicNode): Promise<readonly string[]> {
    const profile = this.profile(node.connection);
    if (!profile) return [];
    try {
      const config = await this.access.use(profile, (admin) => admin.topicConfig(node.topic));
      return durability(node.info, config).sentences;
    } catch {
      // A tooltip is no place for an error: the topic's rows say what is wrong when they are opened.
      return ['min.insync.replicas is not known: the cluster does not tell.'];
    }
  }
}

function clickOf(node: Node): vscode.Command | undefined {
  if (node.kind === 'schema') {
    const row: RowRef = { id: node.id, kind: node.kind };
    return clickOn(commandTitles['acklens.openSchema'], 'acklens.openSchema', [row]);
  }
  if (node.kind !== 'note' || node.filter === undefined) return undefined;
  const id = filterCommands[node.filter];
  return clickOn(commandTitles[id], id, []);
}

const filterCommands = {
  topics: 'acklens.filterTopics',
  groups: 'acklens.filterGroups',
  subjects: 'acklens.filterSubjects',
} as const;

/** They are drawn in a millisecond or two. */
const fewRows = 50;

/**
 * Rows that VS Code is told to know by our id: clusters, of which two may have one name, and access rules, of which thousands may
 * have one label. All others it knows by the labels down to them. Up to 1.100 it keeps the rows of an answer that a redraw of the
 * row above has overtaken, reports each of their ids as a duplicate in the next answer, and leaves the opened row empty.
 */
const named: ReadonlySet<Node['kind']> = new Set(['cluster', 'acl']);

const changeable: ReadonlySet<Node['kind']> = new Set([
  'topics',
  'topic',
  'broker',
  'configs',
  'defaults',
  'config',
  'partition',
  'group',
  'lag',
]);

function icon({ icon: name, tone, color }: Pick<RenderedRow, 'icon' | 'tone' | 'color'>): vscode.ThemeIcon {
  const theme =
    tone === 'error'
      ? 'list.errorForeground'
      : tone === 'warning'
        ? 'list.warningForeground'
        : color && `charts.${color}`;
  return new vscode.ThemeIcon(name, theme === undefined ? undefined : new vscode.ThemeColor(theme));
}
