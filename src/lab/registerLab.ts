import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import { registerCommand } from '../host/command';
import type { LabServices } from './labServices';
import { offerRemoval } from './offerRemoval';
import { openLab, refusalOf } from './openLab';
import { type RunRecord, RunRecords } from './runRecords';

const storageKey = 'acklens.experiments';

/** The delivery experiment: its command, and the offer to remove what a crash has left. */
export function registerLab(services: LabServices): Disposable {
  const owned = new DisposableStore();
  const { memento } = services;
  const store = {
    get: () => memento.get<readonly RunRecord[]>(storageKey, []),
    set: (records: readonly RunRecord[]) => memento.update(storageKey, records),
  };
  const records = new RunRecords(store, () => Date.now());
  owned.add(offerRemoval(services, records));
  owned.add(
    registerCommand('acklens.runExperiment', async (row) => {
      if (!vscode.workspace.isTrusted) return say('This workspace is not trusted, so no experiment is run from it.');
      const profile = await services.choose(row?.connection);
      if (!profile) return;
      const refusal = refusalOf(services.find(profile.id), profile);
      if (refusal === undefined) await openLab(services, records, profile);
      else say(refusal);
    }),
  );
  return owned;
}

function say(sentence: string): void {
  void vscode.window.showInformationMessage(sentence);
}
