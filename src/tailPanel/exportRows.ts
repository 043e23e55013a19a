import * as vscode from 'vscode';
import { openFileSink } from '../host/fileSink';
import { inform } from '../host/messages';
import { saveFolder } from '../host/saveFolder';
import type { ExportFormat, ExportTold, ExportWish } from '../protocol/tailExport';
import type { ExportPieces } from './tailBridge';
import { writeExport } from './writeExport';

/**
 * Asks where to write and writes, with progress and a way to stop it. The answer is for the view; undefined when no file
 * was chosen. Rejects with a sentence, before anything is asked, where a rule of redaction is none.
 */
export async function exportRows(wish: ExportWish, topic: string, pieces: ExportPieces): Promise<string | undefined> {
  await pieces.beginExport(wish);
  const { name, extension } = formats[wish.format];
  const file = await vscode.window.showSaveDialog({
    title: `Export as ${name}`,
    saveLabel: 'Export',
    defaultUri: vscode.Uri.joinPath(saveFolder(), `${topic}-${stamp(new Date())}.${extension}`),
    filters: { [name]: [extension] },
  });
  if (!file) {
    await pieces.endExport();
    return undefined;
  }
  if (file.scheme !== 'file') {
    await pieces.endExport();
    throw new Error('A large file can be written to a disk only: choose a folder of this machine.');
  }
  // The dialog may have been open for long: what is exported is what is there now.
  await pieces.beginExport(wish);
  const told = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: `Exporting ${topic}`, cancellable: true },
    (progress, token) => {
      let shown = 0;
      return writeExport(() => openFileSink(file.fsPath), wish, pieces, {
        get cancelled() {
          return token.isCancellationRequested;
        },
        report(share) {
          progress.report({ increment: 100 * (share - shown), message: `${Math.floor(100 * share)} %` });
          shown = share;
        },
      });
    },
  );
  if (!told) return 'The export was stopped: no file was written.';
  void offerToOpen(file, wish.format);
  return sentenceOf(told, file);
}

const formats: Readonly<Record<ExportFormat, { readonly name: string; readonly extension: string }>> = {
  ndjson: { name: 'NDJSON', extension: 'ndjson' },
  csv: { name: 'CSV', extension: 'csv' },
  markdown: { name: 'Markdown', extension: 'md' },
};

/** `2026-11-27T2345`: sorts by time, and no file system refuses it. */
const stamp = (now: Date): string => now.toISOString().slice(0, 16).replace(':', '');

async function offerToOpen(file: vscode.Uri, format: ExportFormat): Promise<void> {
  const open = format === 'markdown' ? 'Open Report' : 'Open';
  const name = file.path.split('/').at(-1) ?? '';
  const chosen = await inform(`${name} was written.`, open);
  if (chosen !== open) return;
  if (format === 'markdown') await vscode.commands.executeCommand('markdown.showPreview', file);
  else await vscode.commands.executeCommand('vscode.open', file);
}

function sentenceOf(told: ExportTold, file: vscode.Uri): string {
  const n = (value: number): string => value.toLocaleString('en-US');
  const parts = [
    `${n(told.rows)} rows`,
    ...(told.readAgain > 0 ? [`${n(told.readAgain)} of them read from Kafka again`] : []),
    ...(told.missing > 0 ? [`${n(told.missing)} without key and value, which Kafka no longer has`] : []),
    ...(told.gone > 0 ? [`${n(told.gone)} left memory before they were written`] : []),
    ...(told.unknown > 0 ? [`${n(told.unknown)} that the filter could not look into were left out`] : []),
    ...(told.notDescribed > 0 ? [`${n(told.notDescribed)} findings counted but not described`] : []),
  ];
  return `Exported ${parts.join(', ')}: ${file.path.split('/').at(-1) ?? ''}.`;
}
