import * as vscode from 'vscode';
import { KafkaError } from '../kafka/errors';
import { type ConnectionProfile, parseBootstrapServers } from '../kafka/profile';
import type { ClusterAccess } from './clusterAccess';
import type { Connections } from './connections';
import type { Connection } from './treeLoads';

/**
 * Asks for a connection, tests it and saves it. With servers given (from a file) only the test stands between the click
 * and the saved connection. Undefined when the user gave up.
 */
export async function addConnection(
  connections: Connections,
  access: ClusterAccess,
  given?: readonly string[],
): Promise<Connection | undefined> {
  let wish = given ? { name: given[0] ?? '', servers: given } : await ask();
  while (wish) {
    const profile: ConnectionProfile = { id: crypto.randomUUID(), name: wish.name, bootstrapServers: wish.servers };
    const outcome = await test(profile, access);
    if (outcome === 'cancelled') return undefined;
    if (outcome === undefined) return connections.add(wish.name, wish.servers);
    const saveAnyway = 'Save anyway';
    const edit = 'Edit';
    const answer = await vscode.window.showErrorMessage(outcome, saveAnyway, edit);
    if (answer === saveAnyway) return connections.add(wish.name, wish.servers);
    if (answer !== edit) return undefined;
    wish = await ask(wish);
  }
  return undefined;
}

interface Wish {
  readonly name: string;
  readonly servers: readonly string[];
}

async function ask(previous?: Wish): Promise<Wish | undefined> {
  const text = await vscode.window.showInputBox({
    title: 'Add connection (1/2): bootstrap servers',
    prompt: 'host:port, several separated by commas. PLAINTEXT listeners only for now.',
    placeHolder: 'localhost:9092',
    value: previous?.servers.join(',') ?? '',
    ignoreFocusOut: true,
    validateInput: (value) => {
      const parsed = parseBootstrapServers(value);
      return 'problem' in parsed ? parsed.problem : undefined;
    },
  });
  if (text === undefined) return undefined;
  const parsed = parseBootstrapServers(text);
  if ('problem' in parsed) return undefined;
  const name = await vscode.window.showInputBox({
    title: 'Add connection (2/2): name',
    prompt: 'How the cluster is called in the tree.',
    value: previous?.name ?? parsed.servers[0] ?? '',
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? 'Enter a name.' : undefined),
  });
  return name === undefined ? undefined : { name: name.trim(), servers: parsed.servers };
}

/** Undefined = the cluster answered; otherwise the sentence that says why not. */
async function test(profile: ConnectionProfile, access: ClusterAccess): Promise<string | 'cancelled' | undefined> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Connecting to ${profile.bootstrapServers.join(', ')}…`,
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (_progress, cancelled) => {
    const cancel = new Promise<'cancelled'>((resolve) => cancelled.onCancellationRequested(() => resolve('cancelled')));
    const attempt = access
      .use(profile, (admin) => admin.overview())
      .then(
        () => undefined,
        (error: unknown) => (error instanceof KafkaError ? error.message : 'The connection failed unexpectedly.'),
      );
    try {
      return await Promise.race([attempt, cancel]);
    } finally {
      access.drop(profile.id);
    }
  });
}
