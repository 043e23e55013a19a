import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { runProcess } from './runProcess';

/** Fills a folder beside the wanted one and renames it, so that a run that was cut short leaves no half cache behind. */
export async function fillFolder(target: string, fill: (folder: string) => Promise<void>): Promise<void> {
  const partial = mkdtempSync(`${target}-partial-`);
  try {
    await fill(partial);
    if (!existsSync(target)) renameSync(partial, target);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** Rejects with all that the program printed when it fails. */
export async function runToEnd(command: string, args: readonly string[]): Promise<void> {
  const result = await runProcess(command, args);
  if (result.code !== 0) throw new Error(`${command} failed (${result.code}):\n${result.stdout}\n${result.stderr}`);
}
