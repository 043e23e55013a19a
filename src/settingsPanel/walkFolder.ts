import * as vscode from 'vscode';
import type { FileFilter } from './fileFilter';

/**
 * The files below a folder, one directory after the other: for editors whose file search is missing or fails. Links are
 * not followed, so that a circle of them is no trap.
 */
export async function walkFolder(
  root: vscode.Uri,
  filter: FileFilter,
  limit: number,
  token: vscode.CancellationToken,
): Promise<vscode.Uri[]> {
  const found: vscode.Uri[] = [];
  const folders = [''];
  for (let path = folders.pop(); path !== undefined; path = folders.pop()) {
    if (token.isCancellationRequested || found.length >= limit) break;
    for (const [name, type] of await entriesOf(vscode.Uri.joinPath(root, path))) {
      const below = path === '' ? name : `${path}/${name}`;
      if (filter.excludes(below)) continue;
      if (type === vscode.FileType.Directory) folders.push(below);
      else if (type === vscode.FileType.File) found.push(vscode.Uri.joinPath(root, below));
    }
  }
  return found.slice(0, limit);
}

async function entriesOf(uri: vscode.Uri): Promise<readonly [string, vscode.FileType][]> {
  try {
    return await vscode.workspace.fs.readDirectory(uri);
  } catch {
    // Deleted meanwhile, or not ours to read.
    return [];
  }
}
