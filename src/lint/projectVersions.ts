import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import { Emitter } from '../base/event';
import { BuildFileFinder } from '../config/buildFiles/BuildFileFinder';
import { buildFilePattern } from '../config/buildFiles/isBuildFile';
import { type ClientVersions, clientVersions } from '../guarantees/clientVersions';

/** Lock files of large projects stay below. */
const maxBytes = 4 * 1024 * 1024;

/** A switch of branches or an installation changes many build files: they count as one change. */
const pauseMs = 500;

const none: ClientVersions = {};

/** Versions of Kafka clients by the build files of the workspace, which are read and never run. */
export class ProjectVersions implements Disposable {
  private readonly owned = new DisposableStore();
  private readonly changes = this.owned.add(new Emitter<void>());
  private finders = new Map<string, BuildFileFinder>();
  private found = new Map<string, Promise<ClientVersions>>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** A build file is another; `of` answers anew. */
  readonly onDidChange = this.changes.event;

  constructor() {
    const { workspace } = vscode;
    const watcher = this.owned.add(workspace.createFileSystemWatcher(buildFilePattern));
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete])
      this.owned.add(event(({ path }) => path.includes('/node_modules/') || this.forgetSoon()));
    this.owned.add(workspace.onDidChangeWorkspaceFolders(() => this.forgetSoon()));
  }

  /** The same object for the same folder until something changes. Empty for what is outside of the workspace. */
  of(path: string): Promise<ClientVersions> {
    const root = (vscode.workspace.workspaceFolders ?? [])
      .map(({ uri }) => uri)
      .filter((uri) => path.startsWith(`${uri.path.replace(/\/$/, '')}/`))
      .sort((a, b) => b.path.length - a.path.length)[0];
    if (!root) return Promise.resolve(none);
    const folder = path.slice(0, path.lastIndexOf('/'));
    const key = `${root.toString()}|${folder}|${/\.\w+$/.exec(path)?.[0] ?? ''}`;
    const known = this.found.get(key);
    if (known) return known;
    const answer = this.finderOf(root)
      .requestsFor(path, root.path.replace(/(?<=.)\/$/, ''))
      .then(clientVersions);
    this.found.set(key, answer);
    return answer;
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.owned.dispose();
  }

  private finderOf(root: vscode.Uri): BuildFileFinder {
    const known = this.finders.get(root.toString());
    if (known) return known;
    const { fs } = vscode.workspace;
    const finder = new BuildFileFinder({
      list: async (folder) => {
        try {
          return (await fs.readDirectory(root.with({ path: folder }))).map(([name]) => name);
        } catch {
          return [];
        }
      },
      read: async (path) => {
        const uri = root.with({ path });
        try {
          return (await fs.stat(uri)).size > maxBytes ? undefined : new TextDecoder().decode(await fs.readFile(uri));
        } catch {
          return undefined;
        }
      },
    });
    this.finders.set(root.toString(), finder);
    return finder;
  }

  private forgetSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.finders = new Map();
      this.found = new Map();
      this.changes.fire();
    }, pauseMs);
  }
}
