import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import { registerCommand } from '../host/command';
import type { UnitPlace } from '../host/commandTable';
import type { ProducerList } from '../protocol/producers';
import { findProducers, showProducer } from './findProducers';
import { FollowedFile, type Opinion } from './followedFile';
import type { WrittenTo } from './likelyProducers';
import { type FoundInterval, PollIntervals } from './pollIntervals';
import { ProducersTree } from './producersTree';
import { SettingsPanel, settingsViewId } from './settingsPanel';
import { WorkspaceDiagnostics } from './workspaceDiagnostics';
import { WorkspaceScan } from './workspaceScan';

export interface SettingsFeature extends Disposable {
  readonly scan: WorkspaceScan;
  readonly tree: ProducersTree;
  /** Producers of the workspace that may have written a record of the topic twice. */
  findProducers(written: WrittenTo, isAsked: boolean): Promise<ProducerList>;
  showProducer(id: string): void;
  /** The shortest max.poll.interval.ms that a consumer of a folder sets, as far as the workspace was looked through. */
  pollInterval(folder: string | undefined): FoundInterval | undefined;
}

/** The settings of Kafka clients: as cards for the file on screen, as a tree for the workspace. */
export function registerSettingsPanel(extensionUri: vscode.Uri, opinion: Opinion): SettingsFeature {
  const owned = new DisposableStore();
  const file = new FollowedFile(opinion);
  owned.add(new SettingsPanel(extensionUri, file));
  const scan = owned.add(new WorkspaceScan(opinion));
  const intervals = new PollIntervals();
  owned.add(
    scan.onDidRead(({ uri, text, analysis }) =>
      intervals.set(uri.toString(), () => vscode.workspace.asRelativePath(uri), text, analysis),
    ),
  );
  const tree = owned.add(new ProducersTree(scan));
  owned.add(new WorkspaceDiagnostics(scan));
  owned.add(registerCommand('acklens.rescanWorkspace', () => scan.start()));
  owned.add(registerCommand('acklens.cancelScan', () => scan.stop()));
  owned.add(registerCommand('acklens.showUnit', (place) => place && showUnit(opinion, place)));
  owned.add(
    registerCommand('acklens.openSettings', async (place) => {
      if (place) await showUnit(opinion, place);
      await vscode.commands.executeCommand(`${settingsViewId}.focus`);
    }),
  );
  return {
    scan,
    tree,
    findProducers: (written, isAsked) => findProducers(scan, written, isAsked),
    showProducer: (id) => showProducer(scan, id),
    pollInterval: (folder) => intervals.shortest(folder),
    dispose: () => owned.dispose(),
  };
}

/** Opens the file with the cursor on the unit; the line counts where the unit is gone. */
async function showUnit(opinion: Opinion, { uri, unit, line, setting }: UnitPlace): Promise<void> {
  let document: vscode.TextDocument;
  try {
    document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  } catch {
    vscode.window.setStatusBarMessage('AckLens: this file is no longer there.', 5_000);
    return;
  }
  const analysis = await opinion.analyse(document);
  const found = analysis?.units.find((one) => one.unit.id === unit)?.unit;
  const written = found?.settings.find(({ key, file }) => key === setting && file === undefined);
  const at = found && document.positionAt(written?.keySpan.start ?? found.anchor.start);
  const place = at ?? new vscode.Position(line - 1, 0);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(place, place) });
}
