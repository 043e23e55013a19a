import * as vscode from 'vscode';
import { KafkaError } from '../kafka/errors';
import type { ConnectionProfile } from '../kafka/profile';

/** Kept by VS Code for this workspace, outside of its files. */
export interface ClusterChoice {
  get(): string | undefined;
  set(connection: string | undefined): Thenable<void>;
}

export interface ChoiceParts {
  readonly choice: ClusterChoice;
  connections(): readonly ConnectionProfile[];
  /** Uses the connection, so that it is connected; rejects with a KafkaError. */
  connect(connection: string): Promise<void>;
}

/** Asks which cluster the files of the workspace are about, and connects to it. False when the user gave up. */
export async function chooseCluster({ choice, connections, connect }: ChoiceParts): Promise<boolean> {
  const chosen = choice.get();
  const byServers = {
    label: 'By bootstrap servers only',
    description: chosen === undefined ? 'in use' : '',
    detail: 'A setting is checked against the one connection that has a server in common with it.',
    id: undefined,
  };
  const pick = await vscode.window.showQuickPick(
    [
      ...connections().map(({ id, name, bootstrapServers }) => ({
        label: name,
        description: [bootstrapServers.join(', '), ...(id === chosen ? ['in use'] : [])].join(' · '),
        detail: '',
        id: id as string | undefined,
      })),
      byServers,
    ],
    {
      title: 'Cluster of this workspace',
      placeHolder: 'For files that name no servers, or servers that no connection has',
      ignoreFocusOut: true,
    },
  );
  if (!pick) return false;
  await choice.set(pick.id);
  const { id, label } = pick;
  if (id === undefined) return true;
  const options = { location: vscode.ProgressLocation.Window, title: `Connecting to ${label}…` };
  try {
    await vscode.window.withProgress(options, () => connect(id));
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    void vscode.window.showWarningMessage(`${label} is chosen, and cannot be asked now: ${error.message}`);
  }
  return true;
}
