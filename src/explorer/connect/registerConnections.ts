import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { registerCommand } from '../../host/command';
import type { RowRef } from '../../host/commandTable';
import { inform } from '../../host/messages';
import { KafkaError } from '../../kafka/errors';
import type { ClusterAccess } from '../clusterAccess';
import type { Connections, NewConnection } from '../connections';
import type { Connection } from '../treeLoads';
import { type FormHost, openConnectionForm } from './connectionForm';
import { exportConnections } from './exportConnections';

export interface ConnectionParts {
  readonly connections: Connections;
  readonly access: ClusterAccess;
  readonly form: FormHost;
  /** The connection of a row, or of the selected one. */
  connectionOf(row: RowRef | undefined): Connection | undefined;
}

/** The commands on connections but for adding one. */
export function registerConnections({ connections, access, form, connectionOf }: ConnectionParts): Disposable {
  const owned = new DisposableStore();
  owned.add(
    registerCommand('acklens.editConnection', async (row) => {
      const connection = connectionOf(row);
      if (!connection) return;
      const { id, origin, ...profile } = connection;
      const secretsOnly = origin !== 'stored';
      const subject = {
        title: `Edit ${connection.name}`,
        profile,
        secrets: await connections.secretsOf(id),
        notes: secretsOnly
          ? [`${connection.name} stands in the setting acklens.connections: only its secrets are kept here.`]
          : [],
        secretsOnly,
      };
      await openConnectionForm(form, subject, async (changed, secrets) => {
        await connections.change(id, changed, secrets);
        // What is open was opened with the old settings.
        access.drop(id);
      });
    }),
  );
  owned.add(
    registerCommand('acklens.duplicateConnection', async (row) => {
      const connection = connectionOf(row);
      if (!connection) return;
      const { id, origin: _, ...profile } = connection;
      const copy = { ...profile, name: `${connection.name} copy` };
      const secrets = await connections.secretsOf(id);
      const subject = { title: 'Duplicate connection', profile: copy, secrets, notes: [], secretsOnly: false };
      await openConnectionForm(form, subject, (added, entered) => connections.add(added, entered));
    }),
  );
  owned.add(
    registerCommand('acklens.removeConnection', async (row) => {
      const connection = connectionOf(row);
      if (connection?.origin !== 'stored') return;
      access.drop(connection.id);
      const takeBack = await connections.remove(connection.id);
      const undo = 'Undo';
      const answer = await inform(`Removed the connection ${connection.name}.`, undo);
      if (answer === undo) await takeBack();
    }),
  );
  owned.add(
    registerCommand('acklens.exportConnections', async () => {
      const content = exportConnections(connections.list());
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'json', content }));
    }),
  );
  return owned;
}

/**
 * Adds a connection: servers that somebody named in a file and that let everyone in are enough; for all else there is
 * the form. Undefined when the user gave up.
 */
export async function askForConnection(
  { connections, access, form }: Pick<ConnectionParts, 'connections' | 'access' | 'form'>,
  servers: readonly string[],
): Promise<Connection | undefined> {
  const profile: NewConnection = { name: servers[0] ?? '', bootstrapServers: servers };
  const problem = servers.length === 0 ? undefined : await tryPlain(access, profile);
  if (servers.length > 0 && problem === undefined) return connections.add(profile);
  const notes = problem === undefined ? [] : [problem];
  const subject = { title: 'Add connection', profile, secrets: {}, notes, secretsOnly: false };
  return openConnectionForm(form, subject, (added, secrets) => connections.add(added, secrets));
}

/** Undefined = the cluster answered; otherwise the sentence that says why not. */
async function tryPlain(access: ClusterAccess, profile: NewConnection): Promise<string | undefined> {
  const id = crypto.randomUUID();
  const options = { location: vscode.ProgressLocation.Window, title: `Connecting to ${profile.name}…` };
  return vscode.window.withProgress(options, async () => {
    try {
      await access.use({ id, ...profile }, (admin) => admin.overview());
      return undefined;
    } catch (error) {
      return error instanceof KafkaError ? error.message : 'The connection failed unexpectedly.';
    } finally {
      access.drop(id);
    }
  });
}
