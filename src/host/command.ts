import * as vscode from 'vscode';
import type { CommandArguments, CommandId } from './commandTable';

/** Registers the one handler of a command. A handler that throws is a surprise: VS Code shows it and it is logged. */
export function registerCommand<K extends CommandId>(
  id: K,
  handler: (...args: CommandArguments[K]) => unknown,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, handler as (...args: unknown[]) => unknown);
}

export function runCommand<K extends CommandId>(id: K, ...args: CommandArguments[K]): Thenable<unknown> {
  return vscode.commands.executeCommand(id, ...args);
}

/** A click target for code lenses, tree rows and the status bar. */
export function clickOn<K extends CommandId>(
  title: string,
  id: K,
  args: CommandArguments[K],
  tooltip?: string,
): vscode.Command {
  return { title, command: id, arguments: [...args], ...(tooltip === undefined ? {} : { tooltip }) };
}

/** What a click on it runs, where VS Code opens such addresses: behind the code of a diagnostic, in trusted Markdown. */
export function commandUri<K extends CommandId>(id: K, args: CommandArguments[K]): vscode.Uri {
  return vscode.Uri.parse(`command:${id}?${encodeURIComponent(JSON.stringify(args))}`);
}
