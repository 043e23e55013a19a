import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import { Emitter } from '../base/event';
import { NeighbourFinder } from '../config/neighbours/NeighbourFinder';
import type { Neighbour } from '../config/neighbours/neighbour';
import { watchFiles } from '../host/watchFiles';
import { folderPath, folderReader, workspaceFolderOf } from './workspaceFolder';

/** No configuration of a person is longer. */
const maxBytes = 1024 * 1024;

/** Changes that follow each other faster are one. */
const pauseMs = 300;

const none: readonly Neighbour[] = [];

/** The files of the workspace that frameworks read together with another; open ones as they are on screen. */
export class Neighbours implements Disposable {
  private readonly owned = new DisposableStore();
  private readonly changes = this.owned.add(new Emitter<readonly vscode.Uri[]>());
  private finders = new Map<string, { readonly folder: vscode.Uri; readonly finder: NeighbourFinder }>();
  private readonly waiting = new Map<string, vscode.Uri>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isWatching = false;

  /** Files that are read together with one that has changed. */
  readonly onDidChange = this.changes.event;

  constructor() {
    const { workspace } = vscode;
    this.owned.add(workspace.onDidChangeTextDocument(({ document }) => this.changed(document.uri)));
    this.owned.add(workspace.onDidCloseTextDocument(({ uri }) => this.changed(uri)));
    this.owned.add(
      workspace.onDidChangeWorkspaceFolders(() => {
        this.finders = new Map();
      }),
    );
  }

  /** The same array for as long as nothing of them changes. Empty for what is outside of the workspace. */
  of(path: string, text: string): Promise<readonly Neighbour[]> {
    const folder = workspaceFolderOf(path);
    return folder ? this.finderOf(folder).of(path, text, folderPath(folder)) : Promise.resolve(none);
  }

  /** What `of` answered last. */
  known(path: string): readonly Neighbour[] {
    const folder = workspaceFolderOf(path);
    return folder ? this.finderOf(folder).known(path) : none;
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.owned.dispose();
  }

  private finderOf(folder: vscode.Uri): NeighbourFinder {
    const key = folder.toString();
    const known = this.finders.get(key);
    if (known) return known.finder;
    this.watch();
    const disk = folderReader(folder, maxBytes);
    const finder = new NeighbourFinder({
      list: disk.list,
      read: async (path) => {
        const uri = folder.with({ path }).toString();
        const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
        return open ? open.getText() : disk.read(path);
      },
    });
    this.finders.set(key, { folder, finder });
    return finder;
  }

  /** Once, before the first file is read; a watcher costs milliseconds, for which the activation would wait. */
  private watch(): void {
    if (this.isWatching) return;
    this.isWatching = true;
    this.owned.add(watchFiles('**/*', (uri) => this.changed(uri)));
  }

  private changed({ path }: vscode.Uri): void {
    const root = workspaceFolderOf(path);
    const known = root && this.finders.get(root.toString());
    if (!known) return;
    for (const file of known.finder.changed(path)) this.waiting.set(file, known.folder.with({ path: file }));
    if (this.waiting.size === 0) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const uris = [...this.waiting.values()];
      this.waiting.clear();
      this.changes.fire(uris);
    }, pauseMs);
  }
}
