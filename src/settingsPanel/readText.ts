import * as vscode from 'vscode';
import { fileBytes } from '../host/disk';
import { byteLimit } from './scanMessage';

export type FileText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'gone' }
  | { readonly kind: 'tooLarge' };

/** A file's text as it is on disk. A binary file reads as empty. */
export async function readText(uri: vscode.Uri): Promise<FileText> {
  try {
    const bytes = await fileBytes(uri, byteLimit);
    if (!bytes) return { kind: 'tooLarge' };
    return { kind: 'text', text: bytes.subarray(0, 8_192).includes(0) ? '' : new TextDecoder().decode(bytes) };
  } catch {
    // Deleted since it was listed, or not ours to read.
    return { kind: 'gone' };
  }
}

/** Undefined where nothing is there (any more). */
export async function typeOf(uri: vscode.Uri): Promise<vscode.FileType | undefined> {
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    // A link to a folder carries both marks.
    return type & vscode.FileType.Directory ? vscode.FileType.Directory : vscode.FileType.File;
  } catch {
    return undefined;
  }
}
