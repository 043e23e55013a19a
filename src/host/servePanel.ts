import type * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import type { Port } from '../protocol/rpc';
import { fillWebview } from './fillWebview';

/** What answers the page of a webview, while it has one. */
export interface Bridge extends Disposable {
  attach(port: Port): void;
  /** A hidden panel has no page: what is asked of it would never be answered. */
  detach(): void;
}

/** Fills a panel with the page `name`, which the bridge serves while it can be seen. Both end with the panel. */
export function servePanel(
  panel: vscode.WebviewPanel,
  bridge: Bridge,
  page: { readonly extensionUri: vscode.Uri; readonly name: string },
): DisposableStore {
  const owned = new DisposableStore();
  const port = webviewPort(panel.webview);
  owned.add(bridge);
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
  fillWebview(panel.webview, page.extensionUri, page.name, panel.title);
  return owned;
}

export const webviewPort = (webview: vscode.Webview): Port => ({
  post: (message) => void webview.postMessage(message),
  onMessage: (listener) => webview.onDidReceiveMessage(listener),
});
