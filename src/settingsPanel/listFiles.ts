import * as vscode from 'vscode';
import type { TextReader } from '../guarantees/textReader';
import { readSetting } from '../host/settings';
import { type FileFilter, fileFilter } from './fileFilter';
import { fileLimit } from './scanMessage';
import { walkFolder } from './walkFolder';

/** All files are listed up to this number to find those of a known kind. */
const listLimit = 200_000;

/** The files of the workspace that a scan reads. `tooMany` when there are more than it takes. */
export async function listFiles(
  reader: TextReader,
  token: vscode.CancellationToken,
): Promise<{ readonly found: readonly vscode.Uri[]; readonly tooMany: boolean }> {
  const found: vscode.Uri[] = [];
  let tooMany = false;
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    // The search leaves whole folders out, which the filter alone would have to list first.
    const filter = filterOf(folder);
    const all = await search(folder, folder.uri, token).catch(() => walkFolder(folder.uri, filter, listLimit, token));
    const wanted = all.filter((uri) => reader.reads(uri.path) && filter.includes(pathIn(folder, uri)));
    const room = fileLimit - found.length;
    tooMany ||= wanted.length > room || all.length === listLimit;
    found.push(...wanted.slice(0, room));
  }
  return { found, tooMany };
}

/** The files below a folder that has appeared. */
export async function filesIn(uri: vscode.Uri): Promise<readonly vscode.Uri[]> {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (!folder) return [];
  const filter = filterOf(folder);
  const from = pathIn(folder, uri);
  const below: FileFilter = {
    includes: (path) => filter.includes(`${from}/${path}`),
    excludes: (path) => filter.excludes(`${from}/${path}`),
  };
  const { token } = new vscode.CancellationTokenSource();
  return search(folder, uri, token).catch(() => walkFolder(uri, below, listLimit, token));
}

async function search(
  folder: vscode.WorkspaceFolder,
  root: vscode.Uri,
  token: vscode.CancellationToken,
): Promise<readonly vscode.Uri[]> {
  const excludes = excludesOf(folder);
  const exclude = excludes.length > 0 ? `{${excludes.join(',')}}` : undefined;
  return vscode.workspace.findFiles(new vscode.RelativePattern(root, '**/*'), exclude, listLimit, token);
}

/** Whether a scan would read this file. */
export function isWanted(reader: TextReader, uri: vscode.Uri): boolean {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  return folder !== undefined && reader.reads(uri.path) && filterOf(folder).includes(pathIn(folder, uri));
}

const filterOf = (folder: vscode.WorkspaceFolder): ReturnType<typeof fileFilter> =>
  fileFilter(readSetting('acklens.files.include', folder.uri), excludesOf(folder));

/** Ours and VS Code's own: the search knows only `files.exclude` by itself. */
function excludesOf(folder: vscode.WorkspaceFolder): readonly string[] {
  const configuration = vscode.workspace.getConfiguration(undefined, folder.uri);
  const own = ['files.exclude', 'search.exclude'].flatMap((name) =>
    Object.entries(configuration.get<Record<string, unknown>>(name) ?? {}).flatMap(([glob, on]) =>
      // A value may also be a condition on a sibling file, which concerns made files only.
      on === true ? [glob] : [],
    ),
  );
  const left = (['acklens.files.exclude', 'acklens.lint.exclude'] as const).flatMap((name) =>
    readSetting(name, folder.uri),
  );
  return [...new Set([...left, ...own])];
}

const pathIn = (folder: vscode.WorkspaceFolder, uri: vscode.Uri): string =>
  uri.path.slice(folder.uri.path.replace(/\/+$/, '').length + 1);
