import * as vscode from 'vscode';

/** What features may do with the log. It never takes record payloads or secrets. */
export type Log = Pick<vscode.LogOutputChannel, 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'show'>;

export function createLog(): vscode.LogOutputChannel {
  return vscode.window.createOutputChannel('AckLens', { log: true });
}

/** For surprises only: expected failures are said where the user looks. */
export async function reportSurprise(log: Log, doing: string, error: unknown): Promise<void> {
  log.error(doing, error instanceof Error ? error : String(error));
  const open = 'Open log';
  const answer = await vscode.window.showErrorMessage(`AckLens met a problem while ${doing}.`, open);
  if (answer === open) log.show();
}
