import * as vscode from 'vscode';
import { KafkaError } from '../../kafka/errors';
import type { ClusterAccess } from '../clusterAccess';
import type { NewConnection } from '../connections';
import type { Connection } from '../treeLoads';
import { openConnectionForm } from './connectionForm';
import type { ConnectionParts } from './registerConnections';

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
