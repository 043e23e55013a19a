import * as vscode from 'vscode';
import type { Disposable } from '../base/disposable';
import { runCommand } from '../host/command';
import { panelIcon } from '../host/panelIcon';
import { servePanel } from '../host/servePanel';
import type { ConnectionProfile } from '../kafka/profile';
import type { ConnectionSecrets } from '../kafka/secrets';
import type { TailOptions } from '../protocol/tail';
import type { Redaction } from '../protocol/tailExport';
import type { TailWorkerOwner } from '../protocol/tailWorker';
import type { DebugSessions } from './DebugSessions';
import type { TailTitles } from './TailTitles';
import type { TailBridgeParts, WorkerThread } from './tailBridge';

export const tailViewType = 'acklens.tail';

export interface TailServices {
  readonly extensionUri: vscode.Uri;
  /** Starts `dist/tailWorker.js` in a thread of its own. */
  startWorker(): WorkerThread;
  readonly log: TailWorkerOwner['log'];
  secrets(connection: string): Promise<ConnectionSecrets>;
  /** Of the workspace, by what its files say. */
  readonly producers: TailBridgeParts['producers'];
  readonly showProducer: TailBridgeParts['showProducer'];
  /** Of all tails that are open. */
  readonly titles: TailTitles;
  readonly debugging: Pick<DebugSessions, 'onDidMark' | 'onDidWarn' | 'warning'>;
  /** Read at each opening, so that a changed setting holds for the next tail. */
  bounds(): { readonly maxRows: number; readonly maxPayloadBytes: number };
  /** What is hidden of records now. */
  redaction(): Redaction;
  onRedactionChange(listener: () => void): Disposable;
}

export interface TailRequest {
  readonly profile: ConnectionProfile;
  readonly options: TailOptions;
}

/** Opens a live tail in an editor tab of its own; several may be open at once, also of one topic. */
export async function openTail(services: TailServices, request: TailRequest): Promise<void> {
  const panel = vscode.window.createWebviewPanel(tailViewType, request.options.topic, vscode.ViewColumn.Active);
  await fillPanel(services, panel, request);
}

/** Makes a tail of a panel that is empty or comes from the last session of the window. */
export async function fillPanel(
  services: TailServices,
  panel: vscode.WebviewPanel,
  request: TailRequest,
): Promise<void> {
  // Before anything is waited for: the tab has a name at once.
  const connection = request.profile.name;
  const title = services.titles.add({ options: request.options, connection }, (text) => {
    panel.title = text;
  });
  let isClosed = false;
  panel.onDidDispose(() => {
    isClosed = true;
    title.dispose();
  });
  const { TailBridge } = await import('./tailBridge');
  if (isClosed) return;
  panel.iconPath = panelIcon(services.extensionUri, 'tail');
  const bridge = new TailBridge(
    { profile: request.profile, options: request.options, ...services.bounds(), redaction: services.redaction() },
    {
      startWorker: services.startWorker,
      log: services.log,
      secrets: services.secrets,
      copy: (text) => vscode.env.clipboard.writeText(text),
      pickSchema: async (...of) => (await import('./pickSchema')).pickSchema(...of),
      exportRows: async (...of) => (await import('./exportRows')).exportRows(...of),
      producers: services.producers,
      showProducer: services.showProducer,
      restarted: (options) => title.set({ options, connection }),
      produce: ({ id }, topic, record) => void runCommand('acklens.produce', { connection: id, topic, record }),
    },
  );
  const owned = servePanel(panel, bridge, { extensionUri: services.extensionUri, name: 'tail' });
  const { debugging } = services;
  owned.add(debugging.onDidMark((mark) => bridge.mark(mark)));
  owned.add(debugging.onDidWarn((sentence) => bridge.warn(sentence)));
  if (debugging.warning !== undefined) bridge.warn(debugging.warning);
  owned.add(services.onRedactionChange(() => bridge.setRedaction(services.redaction())));
}
