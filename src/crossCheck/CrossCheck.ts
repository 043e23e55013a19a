import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import { Emitter, type Event } from '../base/event';
import type { Analysis } from '../guarantees/analysis';
import type { Log } from '../host/log';
import { onSettingChange, readSetting } from '../host/settings';
import { KafkaError } from '../kafka/errors';
import type { ConnectionProfile } from '../kafka/profile';
import type { DocumentCheck } from './documentCheck';
import { FactsCache, type ReadFacts } from './FactsCache';

/** What the check asks of the lint and of the tree of clusters. */
export interface CheckSources {
  /** Of an open document; undefined where it is not linted. */
  analyse(document: vscode.TextDocument): Promise<Analysis | undefined>;
  /** The findings of a document are those of its text as it is now. */
  readonly onDidPublish: Event<vscode.TextDocument>;
  /** Those of an untrusted workspace are not among them. */
  connections(): readonly ConnectionProfile[];
  isConnected(connection: string): boolean;
  /** A connection is in use from now on, or no longer; or there are others. */
  readonly onDidChangeConnected: Event<string | undefined>;
  readonly onDidRefresh: Event<string | undefined>;
  readonly readFacts: ReadFacts;
  /** The id of the connection that the user chose for the workspace. */
  chosen(): string | undefined;
  readonly log: Log;
}

interface Known extends DocumentCheck {
  readonly document: vscode.TextDocument;
  readonly version: number;
}

/** Follows the open documents and the connections: what the settings on screen are worth on the clusters they talk to. */
export class CrossCheck implements Disposable {
  private readonly sources: CheckSources;
  private readonly owned = new DisposableStore();
  private readonly facts: FactsCache;
  private readonly known = new Map<string, Known>();
  private readonly changes = this.owned.add(new Emitter<vscode.TextDocument>());
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Fires the document that meets its clusters otherwise than before. */
  readonly onDidChange = this.changes.event;

  constructor(sources: CheckSources) {
    this.sources = sources;
    this.facts = this.owned.add(new FactsCache(sources.readFacts));
    this.owned.add(sources.onDidPublish((document) => void this.check(document)));
    this.owned.add(
      sources.onDidChangeConnected((connection) => {
        if (connection === undefined || !sources.isConnected(connection)) this.facts.forget(connection);
        this.checkAll();
      }),
    );
    this.owned.add(sources.onDidRefresh((connection) => this.refresh(connection)));
    this.owned.add(vscode.workspace.onDidCloseTextDocument((document) => this.forget(document)));
    this.owned.add(onSettingChange(['acklens.clusterCheck.enabled', 'acklens.rules'], () => this.checkAll()));
    this.owned.add(onSettingChange(['acklens.clusterCheck.refreshSeconds'], () => this.wait()));
  }

  /** What is known of the text as it is now; undefined while it is being asked, or where nothing is met. */
  of(document: vscode.TextDocument): DocumentCheck | undefined {
    const known = this.known.get(document.uri.toString());
    return known?.version === document.version ? known : undefined;
  }

  /** What is known of all open documents. */
  all(): readonly (DocumentCheck & { readonly document: vscode.TextDocument })[] {
    return [...this.known.values()];
  }

  /** Asks the cluster again and checks what is open against its answer; undefined = all clusters. */
  refresh(connection?: string): void {
    this.facts.forget(connection);
    this.checkAll();
  }

  checkAll(): void {
    for (const document of vscode.workspace.textDocuments) void this.check(document);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.owned.dispose();
  }

  private async check(document: vscode.TextDocument): Promise<void> {
    const { sources } = this;
    const { version } = document;
    const all = sources.connections();
    const connections = all.filter(({ id }) => sources.isConnected(id));
    if (connections.length === 0 || !readSetting('acklens.clusterCheck.enabled', document)) {
      this.forget(document);
      return;
    }
    try {
      const analysis = await sources.analyse(document);
      if (document.version !== version) return;
      if (!analysis) {
        this.forget(document);
        return;
      }
      const { documentCheck } = await import('./documentCheck');
      const check = await documentCheck(document.getText(), analysis, {
        all,
        connections,
        chosen: sources.chosen(),
        options: checkOptions(),
        facts: (connection, topics) =>
          this.facts.of(connection, topics, readSetting('acklens.clusterCheck.refreshSeconds') * 1_000),
      });
      // Disconnected, or typed, while the cluster was asked.
      const isOver = check.meetings.some(({ connection }) => !sources.isConnected(connection.id));
      if (isOver || document.isClosed || document.version !== version) return;
      this.known.set(document.uri.toString(), { ...check, document, version });
      if (this.timer === undefined && !this.owned.isDisposed) this.wait();
      this.changes.fire(document);
    } catch (error) {
      if (!(error instanceof KafkaError)) sources.log.error('checking settings against a cluster', String(error));
      else if (error.kind !== 'aborted') sources.log.warn(`The cluster check: ${error.message}`);
      if (!(error instanceof KafkaError) || error.kind !== 'aborted') this.forget(document);
    }
  }

  private forget(document: vscode.TextDocument): void {
    if (this.known.delete(document.uri.toString())) this.changes.fire(document);
  }

  /** The facts grow old: those of the files that can be seen are asked for again, while somebody looks. */
  private wait(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.known.size === 0) return;
    this.timer = setTimeout(() => {
      const { state, visibleTextEditors } = vscode.window;
      const seen = new Set(state.focused ? visibleTextEditors.map(({ document }) => document) : []);
      for (const document of seen) if (this.known.has(document.uri.toString())) void this.check(document);
      this.wait();
    }, readSetting('acklens.clusterCheck.refreshSeconds') * 1_000);
  }
}

function checkOptions() {
  const { java } = readSetting('acklens.clientVersions');
  return { severities: readSetting('acklens.rules'), ...(java === undefined ? {} : { javaClientVersion: java }) };
}
