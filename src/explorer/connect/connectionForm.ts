import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposable';
import { toBase64 } from '../../base/toBase64';
import { fillWebview } from '../../host/fillWebview';
import { panelIcon } from '../../host/panelIcon';
import { webviewPort } from '../../host/servePanel';
import type { ConnectionTest } from '../../kafka/connectionTest';
import type { ConnectionSecrets } from '../../kafka/secrets';
import type { NewConnection } from '../connections';
import type { FormServices, FormSubject } from './ConnectionFormBridge';

export interface FormHost {
  readonly extensionUri: vscode.Uri;
  readonly testConnection: ConnectionTest;
}

/** Stores of keys and configurations are small; what is larger is something else. */
const maxFileBytes = 5_000_000;

/** Opens the form in an editor tab. Resolves when it is closed: with what `save` made of it, or undefined. */
export async function openConnectionForm<T>(
  { extensionUri, testConnection }: FormHost,
  subject: FormSubject,
  save: (connection: NewConnection, secrets: ConnectionSecrets) => Promise<T>,
): Promise<T | undefined> {
  const { ConnectionFormBridge } = await import('./ConnectionFormBridge');
  const panel = vscode.window.createWebviewPanel('acklens.connection', subject.title, vscode.ViewColumn.Active, {
    // What was typed must neither be lost with a change of tabs nor be written down anywhere to survive it.
    retainContextWhenHidden: true,
  });
  panel.iconPath = panelIcon(extensionUri, 'connection');
  return new Promise((resolve) => {
    const owned = new DisposableStore();
    let saved: T | undefined;
    const bridge = owned.add(
      new ConnectionFormBridge(subject, {
        test: testConnection,
        ...files,
        async save(connection, secrets) {
          saved = await save(connection, secrets);
          panel.dispose();
        },
        close: () => panel.dispose(),
      }),
    );
    panel.onDidDispose(() => {
      owned.dispose();
      resolve(saved);
    });
    bridge.attach(webviewPort(panel.webview));
    fillWebview(panel.webview, extensionUri, 'connection', subject.title);
  });
}

const files: Pick<FormServices, 'chooseFile' | 'readFile'> = {
  async chooseFile(title) {
    const [uri] = (await vscode.window.showOpenDialog({ title, openLabel: 'Choose', canSelectMany: false })) ?? [];
    const bytes = uri && (await readBytes(uri));
    if (!uri || !bytes) return undefined;
    const base64 = toBase64(bytes);
    return { path: uri.fsPath, base64, text: new TextDecoder().decode(bytes) };
  },
  async readFile(path, beside) {
    const isAbsolute = /^(?:[\\/]|[A-Za-z]:)/.test(path);
    const folder = vscode.Uri.joinPath(vscode.Uri.file(beside), '..');
    const bytes = await readBytes(isAbsolute ? vscode.Uri.file(path) : vscode.Uri.joinPath(folder, path));
    return bytes && toBase64(bytes);
  },
};

async function readBytes(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    return size > maxFileBytes ? undefined : await vscode.workspace.fs.readFile(uri);
  } catch {
    return undefined;
  }
}
