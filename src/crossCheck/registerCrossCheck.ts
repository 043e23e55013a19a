import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import type { Event } from '../base/event';
import type { ClusterFinding } from '../guarantees/cluster/crossCheck';
import { registerCommand } from '../host/command';
import { type CheckSources, CrossCheck } from './CrossCheck';
import { type ClusterChoice, chooseCluster } from './chooseCluster';
import { ClusterDiagnostics } from './clusterDiagnostics';
import { notesOn } from './meetingTexts';
import { hoverOf, lensesOf } from './meetingViews';

export interface CrossCheckServices extends Omit<CheckSources, 'chosen'> {
  readonly choice: ClusterChoice;
  /** What the lint draws upon. */
  readonly selector: vscode.DocumentSelector;
  /** Uses the connection, so that it is connected; rejects with a KafkaError. */
  connect(connection: string): Promise<void>;
}

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
  const { choice, selector } = services;
  const check = owned.add(new CrossCheck({ ...services, chosen: () => choice.get() }));
  const diagnostics = owned.add(new ClusterDiagnostics());
  const redraw = owned.add(new vscode.EventEmitter<void>());
  owned.add(
    check.onDidChange((document) => {
      diagnostics.show(document, check.of(document)?.findings ?? []);
      redraw.fire();
    }),
  );
  const { languages } = vscode;
  owned.add(
    languages.registerCodeActionsProvider(selector, diagnostics, { providedCodeActionKinds: ClusterDiagnostics.kinds }),
  );
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
  owned.add(
    registerCommand('acklens.chooseCluster', async () => {
      if (await chooseCluster(services)) check.checkAll();
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
