import type { Disposable } from '../base/disposable';
import type { Neighbour } from '../config/neighbours/neighbour';
import type { Analyser } from '../guarantees/analyse';
import type { Analysis, AnalysisOptions, TextChange } from '../guarantees/analysis';
import type { ClientVersions } from '../guarantees/clientVersions';

/** The part of vscode.TextDocument that is read here. */
export interface LintDocument {
  readonly uri: { readonly path: string; toString(): string };
  readonly languageId: string;
  readonly version: number;
  getText(): string;
}

interface Entry {
  readonly analysis: Analysis;
  readonly version: number;
  readonly settings: number;
  readonly clientVersions: ClientVersions | undefined;
  readonly neighbours: readonly Neighbour[] | undefined;
  /** Changes of the versions after `version`, in order. */
  readonly changes: TextChange[];
  /** The version that the text has with `changes`; a version that was missed makes them useless. */
  changedTo: number;
}

/**
 * The analysis of each open document, at most one each, kept for as long as the document's version and the settings
 * stay the same. Editing costs an incremental update.
 */
export class DocumentAnalyses implements Disposable {
  private readonly analyser: Analyser;
  private readonly optionsOf: (document: LintDocument) => AnalysisOptions;
  private readonly entries = new Map<string, Entry>();
  private settings = 0;

  /** `optionsOf` has to answer the same until `settingsChanged`. */
  constructor(analyser: Analyser, optionsOf: (document: LintDocument) => AnalysisOptions) {
    this.analyser = analyser;
    this.optionsOf = optionsOf;
  }

  /**
   * Undefined for texts that the analyser does not read. `clientVersions` are those of the document's project, `neighbours`
   * the files that it is read together with, both the same object for as long as they stay the same.
   */
  of(document: LintDocument, clientVersions?: ClientVersions, neighbours?: readonly Neighbour[]): Analysis | undefined {
    const key = document.uri.toString();
    const known = this.entries.get(key);
    const sameOptions =
      known?.settings === this.settings && known.clientVersions === clientVersions && known.neighbours === neighbours;
    if (known && known.version === document.version && sameOptions) return known.analysis;
    if (!this.analyser.reads(document.uri.path, document.languageId)) return undefined;
    const { languageId } = document;
    const near = neighbours ? { neighbours } : {};
    const source = { path: document.uri.path, text: document.getText(), languageId, ...near };
    const canUpdate = known && known.changedTo === document.version && sameOptions;
    const own = this.optionsOf(document);
    const options = clientVersions ? { ...own, clientVersions: { ...clientVersions, ...own.clientVersions } } : own;
    if (known && !canUpdate) this.analyser.release(known.analysis);
    const analysis = canUpdate
      ? this.analyser.update(known.analysis, source, known.changes, options)
      : this.analyser.analyse(source, options);
    this.entries.set(key, {
      analysis,
      version: document.version,
      settings: this.settings,
      clientVersions,
      neighbours,
      changes: [],
      changedTo: document.version,
    });
    return analysis;
  }

  /** Notes what an edit changed; nothing is analysed until somebody asks. */
  changed(document: LintDocument, changes: readonly TextChange[]): void {
    const entry = this.entries.get(document.uri.toString());
    if (!entry || changes.length === 0) return;
    // One event can stand for several versions, but then its changes are all of theirs.
    entry.changes.push(...changes);
    entry.changedTo = document.version;
  }

  closed(document: LintDocument): void {
    const key = document.uri.toString();
    const entry = this.entries.get(key);
    if (entry) this.analyser.release(entry.analysis);
    this.entries.delete(key);
  }

  /** The options of some document are others now. */
  settingsChanged(): void {
    this.settings += 1;
  }

  dispose(): void {
    for (const entry of this.entries.values()) this.analyser.release(entry.analysis);
    this.entries.clear();
    this.analyser.dispose();
  }
}
