import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import type { Event } from '../base/event';
import type { ClusterFinding } from '../guarantees/cluster/crossCheck';
import { registerCommand } from '../host/command';
import type { ClusterAdmin } from '../kafka/ports';
import type { ConnectionProfile } from '../kafka/profile';
import { readClusterFacts } from '../kafka/readClusterFacts';
import { type CheckSources, CrossCheck } from './CrossCheck';
import { type ClusterChoice, chooseCluster } from './chooseCluster';
import { ClusterDiagnostics } from './clusterDiagnostics';
import { notesOn } from './meetingTexts';
import { hoverOf, lensesOf } from './meetingViews';

export interface CrossCheckServices
  extends Pick<CheckSources, 'analyse' | 'onDidPublish' | 'onDidChangeConnected' | 'onDidRefresh' | 'log'> {
  /** Of the workspace. */
  readonly memento: vscode.Memento;
  /** What the lint draws upon. */
  readonly selector: vscode.DocumentSelector;
  readonly connections: { list(): readonly ConnectionProfile[]; find(id: string): ConnectionProfile | undefined };
  readonly access: {
    isConnected(connection: string): boolean;
    /** Rejects with a KafkaError. */
    use<T>(profile: ConnectionProfile, work: (admin: ClusterAdmin) => Promise<T>): Promise<T>;
  };
}

const choiceKey = 'acklens.workspaceCluster';

/** What other features may ask, through extension.ts. */
export interface CrossCheckAccess extends Disposable {
  /** Of the text as it is now. */
  findings(document: vscode.TextDocument): readonly ClusterFinding[];
  readonly onDidChange: Event<vscode.TextDocument>;
  /** What open files say about a topic, a sentence each. */
  topicNotes(connection: string, topic: string): readonly string[];
}

/** Diagnostics, lenses and hovers about what the settings on screen are worth on the clusters that they talk to. */
export function registerCrossCheck(services: CrossCheckServices): CrossCheckAccess {
  const owned = new DisposableStore();
  const { access, connections, memento, selector } = services;
  const choice: ClusterChoice = {
    get: () => memento.get<string>(choiceKey),
    set: (connection) => memento.update(choiceKey, connection),
  };
  const check = owned.add(
    new CrossCheck({
      ...services,
      connections: () => connections.list(),
      isConnected: (connection) => access.isConnected(connection),
      readFacts: (profile, topics, signal) => access.use(profile, (admin) => readClusterFacts(admin, topics, signal)),
      chosen: () => choice.get(),
    }),
  );
  const diagnostics = owned.add(new ClusterDiagnostics());
  const redraw = owned.add(new vscode.EventEmitter<void>());
  let isProviding = false;
  /** Once there is something to provide: the selector is a long one, and the activation would wait until VS Code has it. */
  const provide = (): void => {
    if (isProviding) return;
    isProviding = true;
    const { languages } = vscode;
    const kinds = { providedCodeActionKinds: ClusterDiagnostics.kinds };
    owned.add(languages.registerCodeActionsProvider(selector, diagnostics, kinds));
    owned.add(
      languages.registerCodeLensProvider(selector, {
        onDidChangeCodeLenses: redraw.event,
        provideCodeLenses: (document) => lensesOf(document, check.of(document)),
      }),
    );
    owned.add(
      languages.registerHoverProvider(selector, {
        provideHover: (document, position) => hoverOf(document, document.offsetAt(position), check.of(document)),
      }),
    );
  };
  owned.add(
    check.onDidChange((document) => {
      provide();
      diagnostics.show(document, check.of(document)?.findings ?? []);
      redraw.fire();
    }),
  );
  owned.add(
    registerCommand('acklens.chooseCluster', async () => {
      const connect = async (id: string): Promise<void> => {
        const profile = connections.find(id);
        if (profile) await access.use(profile, (admin) => admin.overview());
      };
      if (await chooseCluster({ choice, connections: () => connections.list(), connect })) check.checkAll();
    }),
  );
  owned.add(registerCommand('acklens.checkCluster', () => check.refresh()));
  return {
    findings: (document) => check.of(document)?.findings ?? [],
    onDidChange: check.onDidChange,
    topicNotes(connection, topic) {
      const checks = check.all().map(({ document, ...one }) => ({
        place: vscode.workspace.asRelativePath(document.uri, false),
        ...one,
      }));
      return notesOn(topic, checks, connection);
    },
    dispose: () => owned.dispose(),
  };
}
