import * as vscode from 'vscode';
import { toDisposable } from '../base/disposable';
import { visibleText } from '../base/visibleText';
import { runCommand } from '../host/command';
import { panelIcon } from '../host/panelIcon';
import { servePanel } from '../host/servePanel';
import type { ConnectionProfile } from '../kafka/profile';
import type { LabServices } from './labServices';
import { openWorld } from './openWorld';
import type { RunRecords } from './runRecords';

/** Opens the experiment of a connection in an editor tab; its topics are kept until the tab is closed. */
export async function openLab(services: LabServices, records: RunRecords, profile: ConnectionProfile): Promise<void> {
  const { LabBridge } = await import('./labBridge');
  const title = `${visibleText(profile.name)} · Experiment`;
  const panel = vscode.window.createWebviewPanel('acklens.lab', title, vscode.ViewColumn.Active);
  panel.iconPath = panelIcon(services.extensionUri, 'experiment');
  const bridge = new LabBridge({
    connection: { id: profile.id, name: profile.name },
    openWorld: () => openWorld(services, profile),
    records,
    refusal: () => refusalOf(services.find(profile.id), profile),
    openInTail: (topic) =>
      void runCommand('acklens.tailTopic', { connection: profile.id, topic, start: { kind: 'beginning' } }),
    showReport: (language, content) => void showReport(language, content),
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      return toDisposable(() => clearTimeout(timer));
    },
    now: () => Date.now(),
    random: () => Math.random(),
    log: (message) => services.log(message),
  });
  servePanel(panel, bridge, { extensionUri: services.extensionUri, name: 'lab' });
}

async function showReport(language: 'markdown' | 'json', content: string): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
}

/** One sentence where an experiment must not begin: it writes, and a workspace that nobody trusts must not cause that. */
export function refusalOf(now: ConnectionProfile | undefined, before: ConnectionProfile): string | undefined {
  if (!vscode.workspace.isTrusted) return 'This workspace is not trusted, so no experiment is run from it.';
  if (now === undefined) return `The connection "${before.name}" was removed.`;
  if (now.readOnly) return `The connection "${now.name}" is read-only: edit it to run experiments.`;
  return undefined;
}
