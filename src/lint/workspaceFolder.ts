import * as vscode from 'vscode';
import type { FolderReader } from '../config/buildFiles/BuildFileFinder';
import { fileBytes, folderNames } from '../host/disk';

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
  return {
    list: async (path) => {
      try {
        return await folderNames(folder.with({ path }));
      } catch {
        return [];
      }
    },
    read: async (path) => {
      try {
        const bytes = await fileBytes(folder.with({ path }), maxBytes);
        return bytes && new TextDecoder().decode(bytes);
      } catch {
        return undefined;
      }
    },
  };
}
