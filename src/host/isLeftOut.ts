import * as vscode from 'vscode';
import { globExcludes } from '../base/globExcludes';
import { readSetting } from './settings';

/** Whether the user wants nothing said about a file of the workspace. */
export function isLeftOut(uri: vscode.Uri): boolean {
  const globs = readSetting('acklens.lint.exclude', uri);
  const folder = globs.length > 0 ? vscode.workspace.getWorkspaceFolder(uri) : undefined;
  return folder !== undefined && globExcludes(globs)(uri.path.slice(folder.uri.path.replace(/\/+$/, '').length + 1));
}
