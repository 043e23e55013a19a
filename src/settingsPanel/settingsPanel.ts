import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import { runCommand } from '../host/command';
import { fillWebview } from '../host/fillWebview';
import { webviewPort } from '../host/servePanel';
import { onSettingChange } from '../host/settings';
import { tailOfTopics } from '../host/tailOfTopics';
import { toWorkspaceEdit } from '../host/text';
import type { FollowedFile } from './followedFile';
import type { SettingsBridge, SettingsEditor } from './settingsBridge';

export const settingsViewId = 'acklens.settings';

/** Pauses in typing or moving the cursor that are shorter than this cost nothing. */
const pauseMs = 120;

/** The view "Delivery settings" beside the editor. */
export class SettingsPanel implements vscode.WebviewViewProvider, Disposable {
  private readonly extensionUri: vscode.Uri;
  private readonly file: FollowedFile;
  private readonly owned = new DisposableStore();
  private bridge: SettingsBridge | undefined;
  private view: vscode.WebviewView | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(extensionUri: vscode.Uri, file: FollowedFile) {
    this.extensionUri = extensionUri;
    this.file = file;
    const { window, workspace } = vscode;
    this.owned.add(window.registerWebviewViewProvider(settingsViewId, this));
    this.owned.add(window.onDidChangeActiveTextEditor(() => this.soon()));
    this.owned.add(window.onDidChangeTextEditorSelection(({ textEditor }) => this.changed(textEditor.document)));
    this.owned.add(workspace.onDidChangeTextDocument(({ document }) => this.changed(document)));
    this.owned.add(workspace.onDidCloseTextDocument(() => this.soon()));
    const settings = [
      'acklens.rules',
      'acklens.clientVersions',
      'acklens.lint.enabled',
      'acklens.lint.exclude',
    ] as const;
    this.owned.add(onSettingChange(settings, () => this.soon()));
    this.owned.add(file.onDidChangeVersions(() => this.soon()));
    this.owned.add(file.onDidChangeNeighbours(() => this.soon()));
    this.owned.add(file.onDidChangeClusterFindings((document) => this.changed(document)));
  }

  async resolveWebviewView(view: vscode.WebviewView): Promise<void> {
    this.view = view;
    view.onDidDispose(() => {
      this.bridge?.detach();
      this.view = undefined;
    });
    const { SettingsBridge } = await import('./settingsBridge');
    // The view may have been closed meanwhile.
    if (this.view !== view) return;
    this.bridge ??= this.owned.add(new SettingsBridge(editorOf(this.file)));
    const { bridge } = this;
    const { webview } = view;
    const port = webviewPort(webview);
    // A hidden view has no page: what is asked of it would never be answered.
    view.onDidChangeVisibility(() => (view.visible ? bridge.attach(port) : bridge.detach()));
    bridge.attach(port);
    fillWebview(webview, this.extensionUri, 'settings', 'Delivery settings');
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.owned.dispose();
  }

  private changed(document: vscode.TextDocument): void {
    if (document === this.file.editor()?.document) this.soon();
  }

  private soon(): void {
    if (!this.view?.visible) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.bridge?.poke(), pauseMs);
  }
}

/** As many as one tail reads. */
const topicLimit = 16;

function editorOf(file: FollowedFile): SettingsEditor {
  const open = (ref: { readonly uri: string; readonly version: number }): vscode.TextEditor | undefined => {
    const editor = file.editor();
    return editor?.document.uri.toString() === ref.uri && editor.document.version === ref.version ? editor : undefined;
  };
  return {
    current: () => file.read(),
    async write(ref, edits) {
      const document = open(ref)?.document;
      return document !== undefined && vscode.workspace.applyEdit(toWorkspaceEdit(document, edits));
    },
    tail: (topics, servers) => void runCommand('acklens.tailTopic', tailOfTopics(topics.slice(0, topicLimit), servers)),
    explain: (ref, rule, offset, connection) =>
      connection === undefined
        ? void runCommand('acklens.explain', { uri: ref.uri, version: ref.version, rule, offset })
        : void runCommand('acklens.explainRule', rule),
    select(ref, offset) {
      const editor = open(ref);
      if (!editor) return;
      const at = editor.document.positionAt(offset);
      const selection = new vscode.Range(at, at);
      void vscode.window.showTextDocument(editor.document, {
        viewColumn: editor.viewColumn ?? vscode.ViewColumn.Active,
        selection,
      });
    },
  };
}
