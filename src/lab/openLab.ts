import * as vscode from 'vscode';
import { DisposableStore, toDisposable } from '../base/disposable';
import { visibleText } from '../base/visibleText';
import { runCommand } from '../host/command';
import { fillWebview } from '../host/fillWebview';
import type { ConnectionProfile } from '../kafka/profile';
import type { Port } from '../protocol/rpc';
import { LabBridge } from './labBridge';
import type { LabServices } from './labServices';
import { openWorld } from './openWorld';
import type { RunRecords } from './runRecords';

/** Opens the experiment of a connection in an editor tab; its topics are kept until the tab is closed. */
export function openLab(services: LabServices, records: RunRecords, profile: ConnectionProfile): vscode.WebviewPanel {
  const title = `${visibleText(profile.name)} · Experiment`;
  const panel = vscode.window.createWebviewPanel('acklens.lab', title, vscode.ViewColumn.Active);
  const { webview } = panel;
  const owned = new DisposableStore();
  const bridge = owned.add(
    new LabBridge({
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
    }),
  );
  const port: Port = {
    post: (message) => void webview.postMessage(message),
    onMessage: (listener) => webview.onDidReceiveMessage(listener),
  };
  let shown = panel.visible;
  owned.add(
    panel.onDidChangeViewState(() => {
      if (panel.visible === shown) return;
      shown = panel.visible;
      if (shown) bridge.attach(port);
      else bridge.detach();
    }),
  );
  owned.add(panel.onDidDispose(() => owned.dispose()));
  bridge.attach(port);
  fillWebview(webview, services.extensionUri, 'lab', title);
  return panel;
}

async function showReport(language: 'markdown' | 'json', content: string): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
}

/** One sentence where an experiment must not begin: it writes, and a workspace that nobody trusts must not cause that. */
export function refusalOf(now: ConnectionProfile | undefined, before: ConnectionProfile): string | undefined {
  if (!vscode.workspace.isTrusted) return 'This workspace is not trusted, so no experiment is run from it.';
  if (now === undefined) return `The connection ${before.name} was removed.`;
  if (now.readOnly) return `${now.name} is a read-only connection: edit it to run experiments.`;
  return undefined;
}
