import * as vscode from 'vscode';
import { type LocalSchema, maxSchemaCharacters } from '../protocol/decoding';

/** Lets the user choose an .avsc file. Rejects with a sentence for one that is no text of a schema's size. */
export async function pickSchema(): Promise<LocalSchema | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: 'Avro schema',
      openLabel: 'Use schema',
      filters: { 'Avro schema': ['avsc', 'json'], 'All files': ['*'] },
    })) ?? [];
  if (!file) return undefined;
  const name = file.path.split('/').at(-1) ?? '';
  const { size } = await vscode.workspace.fs.stat(file);
  if (size > maxSchemaCharacters) throw new Error(`${name} is too large for an Avro schema.`);
  return { name, text: new TextDecoder().decode(await vscode.workspace.fs.readFile(file)) };
}
