import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import { clickOn } from '../host/command';
import { setContextKey } from '../host/contextKeys';
import { readSetting } from '../host/settings';
import { fileLimit } from './listFiles';
import { unitLimit } from './producerIndex';
import { type ProducerNode, producerChildren, renderProducer } from './producerNode';
import { byteLimit } from './readText';
import type { ScanState, WorkspaceScan } from './workspaceScan';

export const producersViewId = 'acklens.producers';

/** The view "Producers": VS Code's side of the index that the scan keeps. */
export class ProducersTree implements vscode.TreeDataProvider<ProducerNode>, Disposable {
  private readonly scan: WorkspaceScan;
  private readonly owned = new DisposableStore();
  private readonly changes = new vscode.EventEmitter<undefined>();
  private readonly view: vscode.TreeView<ProducerNode>;
  readonly onDidChangeTreeData = this.changes.event;

  constructor(scan: WorkspaceScan) {
    this.scan = scan;
    this.owned.add(this.changes);
    this.view = this.owned.add(
      vscode.window.createTreeView(producersViewId, { treeDataProvider: this, showCollapseAll: true }),
    );
    this.owned.add(scan.onDidChange(() => this.show()));
    this.owned.add(this.view.onDidChangeVisibility(({ visible }) => visible && this.begin()));
    if (this.view.visible) this.begin();
  }

  getChildren(node?: ProducerNode): ProducerNode[] {
    return [...producerChildren(this.scan.index, node)];
  }

  getTreeItem(node: ProducerNode): vscode.TreeItem {
    const row = renderProducer(node);
    const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
    // What needs a look is open from the start.
    const open = node.kind === 'group' && (row.tone !== undefined || node.units.length <= 20);
    const item = new vscode.TreeItem(row.label, node.kind !== 'group' ? None : open ? Expanded : Collapsed);
    item.id = node.id;
    item.contextValue = row.context;
    item.tooltip = row.tooltip;
    item.iconPath = new vscode.ThemeIcon(
      row.icon,
      row.tone && new vscode.ThemeColor(row.tone === 'error' ? 'list.errorForeground' : 'list.warningForeground'),
    );
    if (row.description !== undefined) item.description = row.description;
    item.accessibilityInformation = { label: [row.label, row.description].filter(Boolean).join(', ') };
    if (node.kind === 'unit') {
      const { uri, unit, line } = node.unit;
      item.command = clickOn('Show in editor', 'acklens.showUnit', [{ uri, unit, line }]);
    }
    return item;
  }

  dispose(): void {
    this.owned.dispose();
  }

  /** The first sight of the view starts the scan, unless the user wants none. */
  private begin(): void {
    if (this.scan.state.phase !== 'idle') return;
    if (readSetting('acklens.scanWorkspace') !== 'off') void this.scan.start();
  }

  private show(): void {
    const { state, index } = this.scan;
    setContextKey('acklens.scanning', state.phase === 'running');
    this.view.message = scanMessage(state, index.size, index.leftOut) ?? '';
    const worst = index.groups().filter(({ risk }) => risk === 'error')[0]?.units.length ?? 0;
    this.view.badge =
      worst > 0 ? { value: worst, tooltip: `${worst} ${worst === 1 ? 'unit' : 'units'} with errors` } : undefined;
    this.changes.fire(undefined);
  }
}

/** What the view says about the scan: its progress, and every bound that was met. */
export function scanMessage(state: ScanState, units: number, leftOut: number): string | undefined {
  const number = (value: number): string => value.toLocaleString('en-US');
  const parts: string[] = [];
  if (state.phase === 'running')
    parts.push(
      state.total === 0 ? 'Looking for files…' : `Reading ${number(state.read)} of ${number(state.total)} files…`,
    );
  if (state.phase === 'stopped') parts.push(`Stopped after ${number(state.read)} of ${number(state.total)} files.`);
  if (state.tooMany)
    parts.push(`There are more than ${number(fileLimit)} files that could be read; the others were left out.`);
  if (state.tooLarge > 0)
    parts.push(
      `${number(state.tooLarge)} ${state.tooLarge === 1 ? 'file' : 'files'} above ${byteLimit / 1_048_576} MiB not read.`,
    );
  if (leftOut > 0) parts.push(`Only ${number(unitLimit)} units are kept; ${number(leftOut)} more were found.`);
  if (state.phase === 'done' && units === 0)
    parts.push(`No settings of Kafka producers in ${number(state.total)} files.`);
  return parts.length === 0 ? undefined : parts.join(' ');
}
