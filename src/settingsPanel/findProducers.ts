import * as vscode from 'vscode';
import { runCommand } from '../host/command';
import { readSetting } from '../host/settings';
import type { ProducerList } from '../protocol/producers';
import { likelyProducers, producerId, type WrittenTo } from './likelyProducers';
import type { WorkspaceScan } from './workspaceScan';

const none = { producers: [], more: 0, canScan: false } as const;

/** Looks through the workspace for what may have written twice; the first question waits for the scan. */
export async function findProducers(scan: WorkspaceScan, written: WrittenTo, isAsked: boolean): Promise<ProducerList> {
  if (!vscode.workspace.workspaceFolders?.length)
    return { ...none, note: 'No folder is open, so there are no producers to look for.' };
  if (scan.state.phase === 'idle') {
    if (!isAsked && readSetting('acklens.scanWorkspace') === 'off')
      return { ...none, canScan: true, note: 'acklens.scanWorkspace is off, so the workspace was not looked through.' };
    await scan.start();
  } else if (scan.state.phase === 'running') await ended(scan);
  const { producers, more } = likelyProducers(scan.index.units(), written);
  return {
    producers,
    more,
    note: scan.state.phase === 'done' ? undefined : 'The look through the workspace was stopped before its end.',
    canScan: scan.state.phase !== 'done',
  };
}

/** Opens a producer of such a list at the setting that decides. */
export function showProducer(scan: WorkspaceScan, id: string): void {
  const found = [...scan.index.units()].find((one) => producerId(one) === id);
  if (!found) return;
  const { uri, unit, line, writes } = found;
  void runCommand('acklens.showUnit', {
    uri,
    unit,
    line: writes?.setting?.line ?? line,
    ...(writes?.setting ? { setting: writes.setting.key } : {}),
  });
}

const ended = (scan: WorkspaceScan): Promise<void> =>
  new Promise((resolve) => {
    const listener = scan.onDidChange(() => {
      if (scan.state.phase === 'running') return;
      listener.dispose();
      resolve();
    });
  });
