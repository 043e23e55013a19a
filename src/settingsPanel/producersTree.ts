import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import { clickOn } from '../host/command';
import { setContextKey } from '../host/contextKeys';
import { readSetting } from '../host/settings';
import { type ProducerNode, producerChildren, renderProducer } from './producerNode';
import { scanMessage } from './scanMessage';
import type { WorkspaceScan } from './workspaceScan';

const producersViewId = 'acklens.producers';

/** While a scan runs, rows come this often: drawing thousands of them again costs more than finding them. */
const redrawMs = 2_000;

/** The view "Producers": VS Code's side of the index that the scan keeps. */
export class ProducersTree implements vscode.TreeDataProvider<ProducerNode>, Disposable {
  private readonly scan: WorkspaceScan;
  private readonly owned = new DisposableStore();
  private readonly changes = new vscode.EventEmitter<undefined>();
  private readonly view: vscode.TreeView<ProducerNode>;
  private drawn = 0;
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
    // What can be looked through is open from the start.
    const open = node.kind === 'group' && node.units.length <= (row.tone === undefined ? 20 : 100);
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
    const now = performance.now();
    if (state.phase === 'running' && now - this.drawn < redrawMs) return;
    this.drawn = now;
    const worst = index.groups().filter(({ risk }) => risk === 'error')[0]?.units.length ?? 0;
    this.view.badge =
      worst > 0 ? { value: worst, tooltip: `${worst} ${worst === 1 ? 'unit' : 'units'} with errors` } : undefined;
    this.changes.fire(undefined);
  }
}
