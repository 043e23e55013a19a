import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { registerCommand } from '../../host/command';
import type { RowRef } from '../../host/commandTable';
import { inform } from '../../host/messages';
import type { ClusterAccess } from '../clusterAccess';
import type { Connections } from '../connections';
import type { Connection } from '../treeLoads';
import type { FormHost } from './connectionForm';

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
          ? [`"${connection.name}" stands in the setting acklens.connections: only its secrets are kept here.`]
          : [],
        secretsOnly,
      };
      const { openConnectionForm } = await import('./connectionForm');
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
      const { openConnectionForm } = await import('./connectionForm');
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
      const answer = await inform(`Removed the connection "${connection.name}".`, undo);
      if (answer === undo) await takeBack();
    }),
  );
  owned.add(
    registerCommand('acklens.exportConnections', async () => {
      const { exportConnections } = await import('./exportConnections');
      const content = exportConnections(connections.list());
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'json', content }));
    }),
  );
  return owned;
}
