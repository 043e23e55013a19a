import * as vscode from 'vscode';
import type { Event } from '../base/event';
import type { Analysis } from '../guarantees/analysis';
import type { ClusterFinding } from '../guarantees/cluster/crossCheck';
import type { TextReader } from '../guarantees/textReader';
import { isLeftOut } from '../host/isLeftOut';
import { readSetting } from '../host/settings';
import type { SettingsFile } from './settingsFile';

/** The lint, as far as this feature asks it. */
export interface Opinion {
  /** Of an open document; undefined where it is not linted. */
  analyse(document: vscode.TextDocument): Promise<Analysis | undefined>;
  reader(): Promise<TextReader | undefined>;
  /** Texts are judged otherwise although none of them is another. */
  readonly onDidChangeVersions: Event<void>;
  /** Files that are read together with one that has changed. */
  readonly onDidChangeNeighbours: Event<readonly vscode.Uri[]>;
  /** What an open document's settings are worth on the clusters that AckLens is connected to. */
  clusterFindings(document: vscode.TextDocument): readonly ClusterFinding[];
  readonly onDidChangeClusterFindings: Event<vscode.TextDocument>;
}

const nothingOpen =
  'Open a file with settings of a Kafka client: a configuration, a script with a console tool, or code. The cards follow the editor and show what the settings promise.';

/** The document of the active editor; while another kind of tab is active, the last one that can still be seen. */
export class FollowedFile {
  private readonly opinion: Opinion;
  private last: vscode.TextDocument | undefined;

  constructor(opinion: Opinion) {
    this.opinion = opinion;
  }

  get onDidChangeVersions(): Event<void> {
    return this.opinion.onDidChangeVersions;
  }

  get onDidChangeNeighbours(): Event<readonly vscode.Uri[]> {
    return this.opinion.onDidChangeNeighbours;
  }

  get onDidChangeClusterFindings(): Event<vscode.TextDocument> {
    return this.opinion.onDidChangeClusterFindings;
  }

  editor(): vscode.TextEditor | undefined {
    const { activeTextEditor, visibleTextEditors } = vscode.window;
    const editor = activeTextEditor ?? visibleTextEditors.find(({ document }) => document === this.last);
    this.last = editor?.document;
    return editor;
  }

  /** The file as it is now, or the sentence that says why there is nothing to show. */
  async read(): Promise<SettingsFile | string> {
    const editor = this.editor();
    if (!editor) return nothingOpen;
    const { document } = editor;
    const path = vscode.workspace.asRelativePath(document.uri, false);
    // What is no file, such as a schema, stands in no folder.
    const name = document.uri.scheme === 'file' ? path : path.replace(/^\//, '');
    for (;;) {
      const version = document.version;
      const analysis = await this.opinion.analyse(document);
      const reader = await this.opinion.reader();
      // Typed while the answer was on its way.
      if (document.version !== version) continue;
      if (!analysis || !reader) return this.unread(document, name);
      const text = document.getText();
      const readOnly = await readOnlyReason(document.uri, name);
      if (document.version !== version) continue;
      const { path } = document.uri;
      const { languageId } = document;
      return {
        ref: { uri: document.uri.toString(), version },
        name,
        text,
        analysis,
        clusterFindings: this.opinion.clusterFindings(document),
        cursor: document.offsetAt(editor.selection.active),
        readOnly,
        javaVersion: reader.javaVersion(path),
        analyse: (other) => reader.analyse({ path, text: other, languageId }),
      };
    }
  }

  private unread(document: vscode.TextDocument, name: string): string {
    if (document.isClosed) return nothingOpen;
    if (!readSetting('acklens.lint.enabled', document))
      return `Checks are switched off for ${name}: see the setting acklens.lint.enabled.`;
    if (isLeftOut(document.uri)) return `${name} is left out by the setting acklens.lint.exclude.`;
    return `${name} has no settings of a Kafka client that AckLens knows.`;
  }
}

/** Why a file cannot be changed, as far as its file system tells. */
async function readOnlyReason(uri: vscode.Uri, name: string): Promise<string | undefined> {
  if (uri.scheme === 'untitled') return undefined;
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false)
    return `${name} comes from a place that cannot be written to, so its settings are shown and not changed.`;
  try {
    const { permissions = 0 } = await vscode.workspace.fs.stat(uri);
    // Besides Readonly there is a flag for files that ask before they are overwritten; both mean hands off.
    if ((permissions as number) === 0) return undefined;
    return `${name} is write-protected, so its settings are shown and not changed.`;
  } catch {
    // Deleted on disk, still open in the editor: saving makes it anew.
    return undefined;
  }
}
