import * as vscode from 'vscode';

/** Bytes of a grammar that ships in dist/grammars, such as `tree-sitter-typescript.wasm`. */
export async function readGrammar(extensionUri: vscode.Uri, name: string): Promise<Uint8Array> {
  return vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'dist', 'grammars', name));
}
