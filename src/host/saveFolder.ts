import { homedir } from 'node:os';
import * as vscode from 'vscode';

/** Where a dialog that asks for a new file starts: in the workspace, or where the user is at home. */
export const saveFolder = (): vscode.Uri =>
  vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri ?? vscode.Uri.file(homedir());
