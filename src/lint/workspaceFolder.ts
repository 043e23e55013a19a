import * as vscode from 'vscode';
import type { FolderReader } from '../config/buildFiles/BuildFileFinder';

/** The workspace folder that a path is in: the innermost one. Undefined for what is outside of the workspace. */
export const workspaceFolderOf = (path: string): vscode.Uri | undefined =>
  (vscode.workspace.workspaceFolders ?? [])
    .map(({ uri }) => uri)
    .filter((uri) => path.startsWith(`${uri.path.replace(/\/$/, '')}/`))
    .sort((a, b) => b.path.length - a.path.length)[0];

/** Its path without a slash at the end, but for the root of all. */
export const folderPath = (folder: vscode.Uri): string => folder.path.replace(/(?<=.)\/$/, '');

/** Reads in the file system of a workspace folder; a file above `maxBytes` is not there. */
export function folderReader(folder: vscode.Uri, maxBytes: number): FolderReader {
  const { fs } = vscode.workspace;
  return {
    list: async (path) => {
      try {
        return (await fs.readDirectory(folder.with({ path }))).map(([name]) => name);
      } catch {
        return [];
      }
    },
    read: async (path) => {
      const uri = folder.with({ path });
      try {
        return (await fs.stat(uri)).size > maxBytes ? undefined : new TextDecoder().decode(await fs.readFile(uri));
      } catch {
        return undefined;
      }
    },
  };
}
