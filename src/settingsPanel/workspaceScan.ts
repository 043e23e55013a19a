import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import { Emitter } from '../base/event';
import type { Analysis } from '../guarantees/analysis';
import type { TextReader } from '../guarantees/textReader';
import { onSettingChange } from '../host/settings';
import { watchFiles } from '../host/watchFiles';
import { mayHoldUnits } from './fileFilter';
import type { Opinion } from './followedFile';
import type { FoundUnit, foundUnits } from './foundUnits';
import { filesIn, isWanted, listFiles } from './listFiles';
import { ProducerIndex } from './producerIndex';
import { type FileText, readText, typeOf } from './readText';
import type { ScanState } from './scanMessage';

/** Files read at the same time; more made the host's pauses longer and the scan no shorter. */
const width = 8;

/** How long the host may be busy before others get their turn. */
const sliceMs = 8;

/** Changes that follow each other faster are looked at together. */
const pauseMs = 400;

/** More changed files than this at once (a switch of branches) are one new scan. */
const burst = 300;

/** What a scan reads with, loaded when the first one begins. */
interface Reading {
  readonly reader: TextReader;
  readonly foundUnits: typeof foundUnits;
}

const idle: ScanState = { phase: 'idle', read: 0, total: 0, tooLarge: 0, tooMany: false };

/** Reads the files of the workspace once, then follows what changes. */
export class WorkspaceScan implements Disposable {
  readonly index = new ProducerIndex();
  private readonly opinion: Opinion;
  private readonly owned = new DisposableStore();
  private readonly changes = new Emitter<void>();
  private readonly analyses = new Emitter<{ uri: vscode.Uri; text: string; analysis: Analysis | undefined }>();
  private readonly waiting = new Map<string, vscode.Uri>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: vscode.CancellationTokenSource | undefined;
  private current: ScanState = idle;

  /** The index or the state is another. */
  readonly onDidChange = this.changes.event;
  /** A file was read; without an analysis when there is nothing (left) to say about it. */
  readonly onDidRead = this.analyses.event;

  constructor(opinion: Opinion) {
    this.opinion = opinion;
    const { workspace } = vscode;
    // An open document counts as it is on screen, saved or not.
    this.owned.add(workspace.onDidChangeTextDocument(({ document }) => this.note(document.uri)));
    this.owned.add(workspace.onDidCloseTextDocument(({ uri }) => this.note(uri)));
    this.owned.add(workspace.onDidChangeWorkspaceFolders(() => this.again()));
    this.owned.add(opinion.onDidChangeVersions(() => this.again()));
    this.owned.add(
      opinion.onDidChangeNeighbours((uris) => {
        for (const uri of uris) this.note(uri);
      }),
    );
    const settings = [
      'acklens.rules',
      'acklens.clientVersions',
      'acklens.files.include',
      'acklens.files.exclude',
      'acklens.lint.enabled',
      'acklens.lint.exclude',
    ] as const;
    this.owned.add(onSettingChange(settings, () => this.again()));
  }

  get state(): ScanState {
    return this.current;
  }

  /** Reads everything; a scan that runs already is given up. Resolves when it is over. */
  async start(): Promise<void> {
    if (this.current.phase === 'idle') this.watch();
    this.running?.cancel();
    const source = new vscode.CancellationTokenSource();
    this.running = source;
    this.tell({ ...idle, phase: 'running' });
    try {
      await this.scan(source.token);
    } finally {
      if (this.running === source) {
        this.running = undefined;
        this.tell({ ...this.current, phase: source.token.isCancellationRequested ? 'stopped' : 'done' });
      }
      source.dispose();
    }
  }

  stop(): void {
    this.running?.cancel();
  }

  dispose(): void {
    this.running?.cancel();
    clearTimeout(this.timer);
    this.owned.dispose();
    this.changes.dispose();
    this.analyses.dispose();
  }

  /** Before anything is read, so that no change falls between. */
  private watch(): void {
    this.owned.add(watchFiles('**/*', (uri) => this.note(uri)));
  }

  private tell(state: ScanState): void {
    this.current = state;
    this.changes.fire();
  }

  private async scan(token: vscode.CancellationToken): Promise<void> {
    const reading = await this.reading();
    if (!reading) return;
    const { found, tooMany } = await listFiles(reading.reader, token);
    if (token.isCancellationRequested) return;
    this.tell({ ...this.current, total: found.length, tooMany });
    const queue = found.values();
    let read = 0;
    let tooLarge = 0;
    let turn = performance.now();
    let told = turn;
    const work = async (): Promise<void> => {
      for (const uri of queue) {
        if (token.isCancellationRequested) return;
        if ((await this.readFile(reading, uri)) === 'tooLarge') tooLarge += 1;
        read += 1;
        const now = performance.now();
        if (now - turn < sliceMs) continue;
        await new Promise((resolve) => setTimeout(resolve, 0));
        turn = performance.now();
        if (turn - told < 250 || token.isCancellationRequested) continue;
        told = turn;
        this.tell({ ...this.current, read, tooLarge });
      }
    };
    await Promise.all(Array.from({ length: width }, work));
    if (token.isCancellationRequested) return;
    this.index.keepOnly(new Set(found.map(String)));
    this.tell({ ...this.current, read, tooLarge });
  }

  private async reading(): Promise<Reading | undefined> {
    const reader = await this.opinion.reader();
    return reader && { reader, foundUnits: (await import('./foundUnits')).foundUnits };
  }

  /** Analyses one file; an open document as it is on screen. */
  private async readFile({ reader, foundUnits }: Reading, uri: vscode.Uri): Promise<FileText['kind']> {
    const key = uri.toString();
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
    const read: FileText = open ? { kind: 'text', text: open.getText() } : await readText(uri);
    if (read.kind !== 'text' || !mayHoldUnits(uri.path, read.text)) {
      this.keep(uri);
      return read.kind;
    }
    const source = { path: uri.path, text: read.text };
    await reader.prepare(source);
    const analysis = reader.analyse(source);
    const units = foundUnits(key, vscode.workspace.asRelativePath(uri), source.text, analysis);
    this.keep(uri, units, source.text, analysis);
    return 'text';
  }

  private keep(uri: vscode.Uri, units: readonly FoundUnit[] = [], text = '', analysis?: Analysis): void {
    const isOther = this.index.set(uri.toString(), units);
    this.analyses.fire({ uri, text, analysis });
    if (isOther && !this.running) this.changes.fire();
  }

  /** A file has changed; it is looked at a moment later, with all that changes at the same time. */
  private note(uri: vscode.Uri): void {
    // Before the first scan there is nothing to keep up with; output channels and the like are no files.
    if (this.current.phase === 'idle' || !vscode.workspace.getWorkspaceFolder(uri)) return;
    this.waiting.set(uri.toString(), uri);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.followUp(), pauseMs);
  }

  private async followUp(): Promise<void> {
    const uris = [...this.waiting.values()];
    this.waiting.clear();
    if (uris.length > burst) {
      void this.start();
      return;
    }
    const reading = await this.reading();
    if (!reading) return;
    for (const uri of uris) await this.follow(reading, uri);
  }

  private async follow(reading: Reading, uri: vscode.Uri): Promise<void> {
    const { reader } = reading;
    const type = await typeOf(uri);
    if (type === undefined) {
      if (this.index.remove(uri.toString())) this.changes.fire();
      this.analyses.fire({ uri, text: '', analysis: undefined });
      return;
    }
    if (type === vscode.FileType.Directory) {
      for (const file of await filesIn(uri)) if (isWanted(reader, file)) await this.readFile(reading, file);
      return;
    }
    if (isWanted(reader, uri)) await this.readFile(reading, uri);
  }

  private again(): void {
    if (this.current.phase !== 'idle') void this.start();
  }
}
