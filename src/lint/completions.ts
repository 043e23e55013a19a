import * as vscode from 'vscode';
import type { Completion } from '../guarantees/completion';
import { toRange } from '../host/text';

/** Keys and values of Kafka clients as VS Code's suggestions. */
export class Completions implements vscode.CompletionItemProvider {
  /** After a prefix, after a separator, after an option of a command line, in quotes. */
  static readonly triggers = ['.', '=', ' ', '"', "'"];
  private readonly complete: (document: vscode.TextDocument, offset: number) => Promise<readonly Completion[]>;

  constructor(complete: (document: vscode.TextDocument, offset: number) => Promise<readonly Completion[]>) {
    this.complete = complete;
  }

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.CompletionItem[]> {
    const version = document.version;
    const found = await this.complete(document, document.offsetAt(position));
    return document.version === version ? found.map((one) => toItem(document, one)) : [];
  }
}

function toItem(document: vscode.TextDocument, completion: Completion): vscode.CompletionItem {
  const { kind, label, insert, replace, detail, meaning, reference, order } = completion;
  const { Property, Value } = vscode.CompletionItemKind;
  const item = new vscode.CompletionItem(label, kind === 'key' ? Property : Value);
  item.insertText = insert;
  item.range = toRange(document, replace);
  // The order is that of advice, safest first; the alphabet would put acks=0 before acks=all.
  item.sortText = String(order).padStart(4, '0');
  if (detail !== undefined) item.detail = detail;
  item.documentation = new vscode.MarkdownString(`${meaning}\n\n[Kafka's documentation](${reference})`);
  if (/[=:] ?$/.test(insert)) item.command = { title: 'Suggest values', command: 'editor.action.triggerSuggest' };
  return item;
}
