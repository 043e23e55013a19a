import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import { Emitter } from '../base/event';
import type { BuildFileFinder } from '../config/buildFiles/BuildFileFinder';
import { buildFilePattern } from '../config/buildFiles/isBuildFile';
import type { ClientVersions } from '../guarantees/clientVersions';
import { watchFiles } from '../host/watchFiles';
import { folderPath, folderReader, workspaceFolderOf } from './workspaceFolder';

/** Lock files of large projects stay below. */
const maxBytes = 4 * 1024 * 1024;

/** A switch of branches or an installation changes many build files: they count as one change. */
const pauseMs = 500;

const none: ClientVersions = {};

/** Versions of Kafka clients by the build files of the workspace, which are read and never run. */
export class ProjectVersions implements Disposable {
  private readonly owned = new DisposableStore();
  private readonly changes = this.owned.add(new Emitter<void>());
  private finders = new Map<string, Promise<BuildFileFinder>>();
  private found = new Map<string, Promise<ClientVersions>>();
  private answered = new Map<string, ClientVersions>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isWatching = false;

  /** A build file is another; `of` answers anew. */
  readonly onDidChange = this.changes.event;

  constructor() {
    this.owned.add(vscode.workspace.onDidChangeWorkspaceFolders(() => this.forgetSoon()));
  }

  /** The same object for the same folder until something changes. Empty for what is outside of the workspace. */
  of(path: string): Promise<ClientVersions> {
    const root = workspaceFolderOf(path);
    if (!root) return Promise.resolve(none);
    const key = keyOf(path);
    const known = this.found.get(key);
    if (known) return known;
    this.watch();
    const answer = this.read(root, path).then((versions) => {
      // An answer from before a change is no longer one.
      if (this.found.get(key) === answer) this.answered.set(key, versions);
      return versions;
    });
    this.found.set(key, answer);
    return answer;
  }

  /** What `of` answered last for a file beside this one. */
  known(path: string): ClientVersions {
    return this.answered.get(keyOf(path)) ?? none;
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.owned.dispose();
  }

  private async read(root: vscode.Uri, path: string): Promise<ClientVersions> {
    const { clientVersions } = await import('../guarantees/clientVersions');
    const finder = await this.finderOf(root);
    return clientVersions(await finder.requestsFor(path, folderPath(root)));
  }

  /** Once, before the first build file is read; a watcher costs milliseconds, for which the activation would wait. */
  private watch(): void {
    if (this.isWatching) return;
    this.isWatching = true;
    this.owned.add(
      watchFiles(buildFilePattern, ({ path }) => {
        if (!path.includes('/node_modules/')) this.forgetSoon();
      }),
    );
  }

  private finderOf(root: vscode.Uri): Promise<BuildFileFinder> {
    const known = this.finders.get(root.toString());
    if (known) return known;
    const finder = createFinder(root);
    this.finders.set(root.toString(), finder);
    return finder;
  }

  private forgetSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.finders = new Map();
      this.found = new Map();
      this.answered = new Map();
      this.changes.fire();
    }, pauseMs);
  }
}

/** The readers of all kinds of build files, which are large, come with the first question. */
async function createFinder(root: vscode.Uri): Promise<BuildFileFinder> {
  const { BuildFileFinder } = await import('../config/buildFiles/BuildFileFinder');
  return new BuildFileFinder(folderReader(root, maxBytes));
}

/** Files of one kind in one folder have the same answer. */
const keyOf = (path: string): string => `${path.slice(0, path.lastIndexOf('/'))}|${/\.\w+$/.exec(path)?.[0] ?? ''}`;
