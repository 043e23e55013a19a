import * as vscode from 'vscode';
import { type Disposable, DisposableStore, toDisposable } from '../base/disposable';
import { Emitter, type Event } from '../base/event';
import type { Analyser } from '../guarantees/analyse';
import type { Analysis, Hover } from '../guarantees/analysis';
import { newestJava } from '../guarantees/clients';
import type { ClientVersions } from '../guarantees/clientVersions';
import type { Completion } from '../guarantees/completion';
import type { Fix } from '../guarantees/finding';
import type { FixAll } from '../guarantees/fixAll';
import type { TextReader } from '../guarantees/textReader';
import { isLeftOut } from '../host/isLeftOut';
import { type Log, reportSurprise } from '../host/log';
import { onSettingChange, readSetting } from '../host/settings';
import { CodeLenses } from './codeLenses';
import { Diagnostics, type Origin } from './diagnostics';
import { DocumentAnalyses } from './documentAnalyses';
import { fileVerdict, type StatusText } from './fileVerdict';
import { isLinted, mayConcernKafka } from './lintedDocuments';
import { lintOptions } from './lintOptions';
import { Neighbours } from './neighbours';
import { ProjectVersions } from './projectVersions';
import { StatusBar } from './statusBar';
import { workspaceFolderOf } from './workspaceFolder';

/** Typing pauses shorter than this cost no analysis. */
const pauseMs = 150;

interface Ready {
  readonly analyser: Analyser;
  readonly analyses: DocumentAnalyses;
}

/** Follows the open documents: findings, lenses and the status bar are those of the text on screen. */
export class Lint implements Disposable {
  readonly diagnostics: Diagnostics;
  readonly codeLenses: CodeLenses;
  private readonly loadAnalyser: () => Promise<Analyser>;
  private readonly log: Log;
  private readonly owned = new DisposableStore();
  private readonly statusBar: StatusBar;
  private readonly projectVersions: ProjectVersions;
  private readonly neighbours: Neighbours;
  private readonly waiting = new Map<string, ReturnType<typeof setTimeout>>();
  private loading: Promise<Ready | undefined> | undefined;
  private ready: Ready | undefined;
  private statusRequest = 0;
  private readonly published = this.owned.add(new Emitter<vscode.TextDocument>());
  /** Fires a document whose findings are those of its text as it is now. */
  readonly onDidPublish = this.published.event;

  constructor(loadAnalyser: () => Promise<Analyser>, log: Log) {
    this.loadAnalyser = loadAnalyser;
    this.log = log;
    this.diagnostics = this.owned.add(new Diagnostics());
    this.codeLenses = this.owned.add(new CodeLenses((document) => this.analyse(document)));
    this.statusBar = this.owned.add(new StatusBar());
    this.projectVersions = this.owned.add(new ProjectVersions());
    this.owned.add(this.projectVersions.onDidChange(() => this.versionsChanged()));
    this.neighbours = this.owned.add(new Neighbours());
    this.owned.add(this.neighbours.onDidChange((uris) => this.neighboursChanged(uris)));
    const { workspace, window } = vscode;
    this.owned.add(workspace.onDidOpenTextDocument((document) => void this.publish(document)));
    this.owned.add(workspace.onDidChangeTextDocument((change) => this.changed(change)));
    this.owned.add(workspace.onDidCloseTextDocument((document) => this.closed(document)));
    this.owned.add(window.onDidChangeActiveTextEditor(() => void this.showStatus()));
    this.owned.add(window.tabGroups.onDidChangeTabs(() => void this.showStatus()));
    const settings = [
      'acklens.rules',
      'acklens.clientVersions',
      'acklens.lint.enabled',
      'acklens.lint.exclude',
    ] as const;
    this.owned.add(onSettingChange(settings, () => this.settingsChanged()));
    this.owned.add(onSettingChange(['acklens.codeLens.enabled'], () => this.codeLenses.redraw()));
    // VS Code waits for the activation; what is open is read after it.
    const first = setTimeout(() => this.publishAll(), 0);
    this.owned.add(toDisposable(() => clearTimeout(first)));
  }

  /** The analysis of the text as it is now; undefined for a text that is not linted. */
  async analyse(document: vscode.TextDocument): Promise<Analysis | undefined> {
    if (!isLinted(document) || !readSetting('acklens.lint.enabled', document) || isLeftOut(document.uri))
      return undefined;
    if (!this.ready && !mayConcernKafka(document)) return undefined;
    const ready = await this.load();
    const { languageId, uri } = document;
    await ready?.analyser.prepare({ path: uri.path, languageId, text: document.getText() });
    const versions = await this.projectVersions.of(uri.path);
    const neighbours = await this.neighbours.of(uri.path, document.getText());
    return document.isClosed ? undefined : ready?.analyses.of(document, versions, neighbours);
  }

  async hover(document: vscode.TextDocument, offset: number): Promise<Hover | undefined> {
    const analysis = await this.analyse(document);
    const options = await this.optionsFor(document.uri);
    return analysis && this.ready?.analyser.hover(analysis, offset, options);
  }

  async complete(document: vscode.TextDocument, offset: number): Promise<readonly Completion[]> {
    const options = await this.optionsFor(document.uri);
    const analysis = await this.analyse(document);
    const { languageId, uri } = document;
    const neighbours = this.neighbours.known(uri.path);
    const source = { path: uri.path, languageId, text: document.getText(), neighbours };
    return (analysis && this.ready?.analyser.complete(analysis, source, offset, options)) ?? [];
  }

  /** The fixes of a text that need no choice, as edits of the version that it has now. */
  async fixAll(document: vscode.TextDocument): Promise<FixAll | undefined> {
    const analysis = await this.analyse(document);
    const analyser = this.ready?.analyser;
    if (!analysis || !analyser) return undefined;
    const first = document.getText();
    const { fixAll } = await import('../guarantees/fixAll');
    const again = await this.reading(document, analyser);
    return fixAll(first, (text) => (text === first ? analysis.findings : again(text).findings));
  }

  /** What would write the setting that a finding misses. */
  async insertion(document: vscode.TextDocument, { finding, analysis }: Origin): Promise<Fix | undefined> {
    const analyser = this.ready?.analyser;
    if (!analyser) return undefined;
    const text = document.getText();
    const { insertionFor } = await import('../guarantees/insertion');
    return insertionFor(text, analysis, finding, await this.reading(document, analyser));
  }

  /** Reads other texts as if they were the document's. */
  private async reading(document: vscode.TextDocument, analyser: Analyser): Promise<(text: string) => Analysis> {
    const { languageId, uri } = document;
    const options = await this.optionsFor(uri);
    return (text) => {
      const neighbours = this.neighbours.known(uri.path);
      const analysis = analyser.analyse({ path: uri.path, languageId, text, neighbours }, options);
      analyser.release(analysis);
      return analysis;
    };
  }

  /** Files that are read together with one that has changed. */
  get onDidChangeNeighbours(): Event<readonly vscode.Uri[]> {
    return this.neighbours.onDidChange;
  }

  /** A build file is another, so that texts are judged by other versions of their clients. */
  get onDidChangeVersions(): Event<void> {
    return this.projectVersions.onDidChange;
  }

  /** The same opinion on texts that are no open documents; undefined when the analyser cannot be loaded. */
  async reader(): Promise<TextReader | undefined> {
    const ready = await this.load();
    if (!ready) return undefined;
    const { analyser } = ready;
    const known = new Map<vscode.Uri | undefined, ReturnType<typeof lintOptions>>();
    const optionsOf = (path: string): ReturnType<typeof lintOptions> => {
      const folder = workspaceFolderOf(path);
      const options = known.get(folder) ?? optionsIn(folder);
      known.set(folder, options);
      return options;
    };
    return {
      reads: (path) => analyser.reads(path),
      prepare: async (source) => {
        await this.projectVersions.of(source.path);
        await this.neighbours.of(source.path, source.text);
        await analyser.prepare(source);
      },
      analyse: (source) => {
        const project = this.projectVersions.known(source.path);
        const options = optionsOf(source.path);
        const clientVersions = { ...project, ...options.clientVersions };
        const neighbours = this.neighbours.known(source.path);
        const analysis = analyser.analyse({ ...source, neighbours }, { ...options, clientVersions });
        analyser.release(analysis);
        return analysis;
      },
      javaVersion: (path) => optionsOf(path).javaClientVersion ?? newestJava,
    };
  }

  dispose(): void {
    for (const timer of this.waiting.values()) clearTimeout(timer);
    this.waiting.clear();
    this.owned.dispose();
  }

  private load(): Promise<Ready | undefined> {
    this.loading ??= this.loadAnalyser().then(
      (analyser) => {
        this.ready = {
          analyser,
          analyses: this.owned.add(new DocumentAnalyses(analyser, ({ uri }) => optionsIn(workspaceFolderOf(uri.path)))),
        };
        return this.ready;
      },
      (error: unknown) => {
        void reportSurprise(this.log, 'loading the analysis of delivery settings', error);
        return undefined;
      },
    );
    return this.loading;
  }

  private async optionsFor({ path }: vscode.Uri): Promise<ReturnType<typeof lintOptions>> {
    return optionsIn(workspaceFolderOf(path), await this.projectVersions.of(path));
  }

  private publishAll(): void {
    for (const document of vscode.workspace.textDocuments) void this.publish(document);
    void this.showStatus();
  }

  private async publish(document: vscode.TextDocument): Promise<void> {
    const version = document.version;
    const analysis = await this.analyse(document);
    if (document.isClosed || document.version !== version) return;
    if (analysis) this.diagnostics.publish(document, analysis);
    else this.diagnostics.clear(document.uri);
    this.published.fire(document);
    if (vscode.window.activeTextEditor?.document === document) await this.showStatus();
  }

  private changed({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (!isLinted(document) || contentChanges.length === 0) return;
    // VS Code orders the changes of one event from the end of the text to its start, so none moves the next.
    this.ready?.analyses.changed(
      document,
      contentChanges.map((change) => ({
        span: { start: change.rangeOffset, end: change.rangeOffset + change.rangeLength },
        newText: change.text,
      })),
    );
    const key = document.uri.toString();
    clearTimeout(this.waiting.get(key));
    this.waiting.set(
      key,
      setTimeout(() => {
        this.waiting.delete(key);
        void this.publish(document);
      }, pauseMs),
    );
  }

  private closed(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.waiting.get(key));
    this.waiting.delete(key);
    this.diagnostics.clear(document.uri);
    this.ready?.analyses.closed(document);
  }

  private settingsChanged(): void {
    this.ready?.analyses.settingsChanged();
    this.versionsChanged();
  }

  private versionsChanged(): void {
    this.publishAll();
    this.codeLenses.redraw();
  }

  private neighboursChanged(uris: readonly vscode.Uri[]): void {
    const changed = new Set(uris.map(String));
    const open = vscode.workspace.textDocuments.filter(({ uri }) => changed.has(uri.toString()));
    for (const document of open) void this.publish(document);
    if (open.length > 0) this.codeLenses.redraw();
  }

  private async unread(): Promise<StatusText | undefined> {
    if (!activeTextTab()) return undefined;
    const ready = await this.load();
    // A tab is announced before its editor: a moment later only those without one are left.
    await new Promise((resolve) => setTimeout(resolve, 300));
    const tab = activeTextTab();
    if (vscode.window.activeTextEditor || !tab || !ready?.analyser.reads(tab.path)) return undefined;
    return {
      text: '$(info) AckLens: not read',
      tooltip: 'VS Code does not show extensions a file that is binary or very large, so AckLens cannot read this one.',
    };
  }

  private async showStatus(): Promise<void> {
    this.statusRequest += 1;
    const request = this.statusRequest;
    const document = vscode.window.activeTextEditor?.document;
    const analysis = document && (await this.analyse(document));
    const status = document ? analysis && fileVerdict(analysis) : await this.unread();
    // Answers overtake each other when editors are switched quickly: only the newest question counts.
    if (request === this.statusRequest) this.statusBar.show(status);
  }
}

/** What the user has set for a folder of the workspace. */
const optionsIn = (folder: vscode.Uri | undefined, project?: ClientVersions): ReturnType<typeof lintOptions> =>
  lintOptions(readSetting('acklens.rules', folder), readSetting('acklens.clientVersions', folder), project);

function activeTextTab(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText ? input.uri : undefined;
}
