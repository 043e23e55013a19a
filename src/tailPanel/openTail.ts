import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import { runCommand } from '../host/command';
import { fillWebview } from '../host/fillWebview';
import type { ConnectionProfile } from '../kafka/profile';
import type { ConnectionSecrets } from '../kafka/secrets';
import type { Port } from '../protocol/rpc';
import type { TailOptions } from '../protocol/tail';
import type { Redaction } from '../protocol/tailExport';
import type { TailWorkerOwner } from '../protocol/tailWorker';
import type { DebugSessions } from './DebugSessions';
import { exportRows } from './exportRows';
import { pickSchema } from './pickSchema';
import { TailBridge, type TailBridgeParts, type WorkerThread } from './tailBridge';
import { tailTitle } from './tailTitle';

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

export interface TailPanel extends Disposable {
  readonly panel: vscode.WebviewPanel;
}

/** Opens a live tail in an editor tab of its own; several may be open at once, also of one topic. */
export function openTail(services: TailServices, request: TailRequest): TailPanel {
  const panel = vscode.window.createWebviewPanel(tailViewType, tailTitle(request.options), vscode.ViewColumn.Active);
  return fillPanel(services, panel, request);
}

/** Makes a tail of a panel that is empty or comes from the last session of the window. */
export function fillPanel(services: TailServices, panel: vscode.WebviewPanel, request: TailRequest): TailPanel {
  const owned = new DisposableStore();
  const { webview } = panel;
  panel.title = tailTitle(request.options);
  panel.iconPath = {
    light: vscode.Uri.joinPath(services.extensionUri, 'media', 'tail-light.svg'),
    dark: vscode.Uri.joinPath(services.extensionUri, 'media', 'tail-dark.svg'),
  };
  const bridge = owned.add(
    new TailBridge(
      { profile: request.profile, options: request.options, ...services.bounds(), redaction: services.redaction() },
      {
        startWorker: services.startWorker,
        log: services.log,
        secrets: services.secrets,
        copy: (text) => vscode.env.clipboard.writeText(text),
        pickSchema,
        exportRows,
        producers: services.producers,
        showProducer: services.showProducer,
        produce: ({ id }, topic, record) => void runCommand('acklens.produce', { connection: id, topic, record }),
      },
    ),
  );
  const { debugging } = services;
  owned.add(debugging.onDidMark((mark) => bridge.mark(mark)));
  owned.add(debugging.onDidWarn((sentence) => bridge.warn(sentence)));
  if (debugging.warning !== undefined) bridge.warn(debugging.warning);
  owned.add(services.onRedactionChange(() => bridge.setRedaction(services.redaction())));
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
  fillWebview(webview, services.extensionUri, 'tail', panel.title);
  return {
    panel,
    dispose: () => {
      owned.dispose();
      panel.dispose();
    },
  };
}
