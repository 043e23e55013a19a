import * as vscode from 'vscode';
import { renderPage } from './renderPage';

/** Loads the bundle `dist/webview/<name>.js` with its style sheet into an empty webview; its element has the name as id. */
export function fillWebview(webview: vscode.Webview, extensionUri: vscode.Uri, name: string, title: string): void {
  const bundle = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [bundle] };
  webview.html = renderPage({
    name,
    script: webview.asWebviewUri(vscode.Uri.joinPath(bundle, `${name}.js`)).toString(),
    style: webview.asWebviewUri(vscode.Uri.joinPath(bundle, `${name}.css`)).toString(),
    source: webview.cspSource,
    nonce: newNonce(),
    styleNonce: newNonce(),
    title,
  });
}

/** 128 random bits: the page's own script is the only one that can name it. */
function newNonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
