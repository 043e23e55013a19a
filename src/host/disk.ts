import { readdir, readFile, stat } from 'node:fs/promises';
import * as vscode from 'vscode';

/**
 * Reading many files: those of the extension host's own disk straight from there. Through vscode.workspace.fs each call asks
 * the window first whether it knows the scheme, which for thousands of files takes longer than to read them.
 */
const isOnDisk = ({ scheme }: vscode.Uri): boolean => scheme === 'file';

/** The bytes of a file, undefined where it has more than `maxBytes`. Rejects where there is no file to be read. */
export async function fileBytes(uri: vscode.Uri, maxBytes: number): Promise<Uint8Array | undefined> {
  if (!isOnDisk(uri)) {
    const { fs } = vscode.workspace;
    return (await fs.stat(uri)).size > maxBytes ? undefined : fs.readFile(uri);
  }
  const found = await stat(uri.fsPath);
  // A pipe would keep its reader waiting for ever.
  if (!found.isFile()) throw new Error(`${uri.fsPath} is no file.`);
  return found.size > maxBytes ? undefined : readFile(uri.fsPath);
}

/** The names of files and folders in a folder. Rejects where there is none to be read. */
export async function folderNames(uri: vscode.Uri): Promise<readonly string[]> {
  if (isOnDisk(uri)) return readdir(uri.fsPath);
  return (await vscode.workspace.fs.readDirectory(uri)).map(([name]) => name);
}
