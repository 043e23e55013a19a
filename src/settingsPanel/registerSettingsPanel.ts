import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import { registerCommand } from '../host/command';
import type { UnitPlace } from '../host/commandTable';
import { FollowedFile, type Opinion } from './followedFile';
import { ProducersTree } from './producersTree';
import { SettingsPanel, settingsViewId } from './settingsPanel';
import { WorkspaceDiagnostics } from './workspaceDiagnostics';
import { WorkspaceScan } from './workspaceScan';

export interface SettingsFeature extends Disposable {
  readonly scan: WorkspaceScan;
  readonly tree: ProducersTree;
}

/** The settings of Kafka clients: as cards for the file on screen, as a tree for the workspace. */
export function registerSettingsPanel(extensionUri: vscode.Uri, opinion: Opinion): SettingsFeature {
  const owned = new DisposableStore();
  const file = new FollowedFile(opinion);
  owned.add(new SettingsPanel(extensionUri, file));
  const scan = owned.add(new WorkspaceScan(opinion));
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
  return { scan, tree, dispose: () => owned.dispose() };
}

/** Opens the file with the cursor on the unit; the line counts where the unit is gone. */
async function showUnit(opinion: Opinion, { uri, unit, line }: UnitPlace): Promise<void> {
  let document: vscode.TextDocument;
  try {
    document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  } catch {
    vscode.window.setStatusBarMessage('AckLens: this file is no longer there.', 5_000);
    return;
  }
  const analysis = await opinion.analyse(document);
  const found = analysis?.units.find((one) => one.unit.id === unit)?.unit;
  const at = found ? document.positionAt(found.anchor.start) : new vscode.Position(line - 1, 0);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
}
