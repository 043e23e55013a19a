import * as vscode from 'vscode';
import { DisposableStore } from '../base/disposable';
import { KafkaError } from '../kafka/errors';
import { parseBootstrapServers } from '../kafka/profile';
import type { ClusterAccess } from './clusterAccess';
import type { Connections } from './connections';
import type { Connection } from './treeLoads';

/**
 * Asks for servers and a name, tests the connection and saves it; all in one box, so that what went wrong is said where
 * the user looks. With servers given (from a file) only the test stands between the click and the saved connection.
 * Undefined when the user gave up.
 */
export async function addConnection(
  connections: Connections,
  access: ClusterAccess,
  given?: readonly string[],
): Promise<Connection | undefined> {
  let servers = given ?? (await askServers(''));
  while (servers) {
    const answer = await nameAndTest(access, servers, given !== undefined);
    if (answer === undefined) return undefined;
    if (answer !== 'back') return connections.add(answer, servers);
    servers = await askServers(servers.join(', '));
  }
  return undefined;
}

async function askServers(value: string): Promise<readonly string[] | undefined> {
  const text = await vscode.window.showInputBox({
    title: 'Add connection (1/2): bootstrap servers',
    prompt: 'host:port, several separated by commas. PLAINTEXT listeners only for now.',
    placeHolder: 'localhost:9092',
    value,
    ignoreFocusOut: true,
    validateInput: (entered) => {
      const parsed = parseBootstrapServers(entered);
      return 'problem' in parsed ? parsed.problem : undefined;
    },
  });
  const parsed = parseBootstrapServers(text ?? '');
  return 'servers' in parsed ? parsed.servers : undefined;
}

const saveAnyway: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('save'), tooltip: 'Save anyway' };

/** The name that was accepted, `back` for other servers, undefined when the user gave up. */
function nameAndTest(
  access: ClusterAccess,
  servers: readonly string[],
  testAtOnce: boolean,
): Promise<string | 'back' | undefined> {
  const address = servers.join(', ');
  const box = vscode.window.createInputBox();
  box.title = 'Add connection (2/2): name';
  box.value = servers[0] ?? '';
  box.ignoreFocusOut = true;
  box.buttons = [vscode.QuickInputButtons.Back];
  const prompt = `How ${address} is called in the tree. Enter tests the connection and saves it.`;
  box.prompt = prompt;
  const owned = new DisposableStore();
  owned.add(box);
  return new Promise((resolve) => {
    const end = (answer: string | 'back' | undefined): void => {
      // Disposing hides the box, which would end the conversation a second time: the first answer counts.
      resolve(answer);
      owned.dispose();
    };
    const tryIt = async (): Promise<void> => {
      const name = box.value.trim();
      if (name === '') {
        box.validationMessage = 'Enter a name.';
        return;
      }
      box.validationMessage = undefined;
      box.prompt = `Connecting to ${address}… Escape cancels.`;
      box.busy = true;
      box.enabled = false;
      const problem = await test(access, servers);
      if (owned.isDisposed) return;
      if (problem === undefined) return end(name);
      box.busy = false;
      box.enabled = true;
      box.prompt = prompt;
      box.buttons = [vscode.QuickInputButtons.Back, saveAnyway];
      box.validationMessage = `${problem} Enter tries again; the button at the top right saves the connection anyway.`;
    };
    owned.add(box.onDidAccept(() => void tryIt()));
    owned.add(box.onDidHide(() => end(undefined)));
    owned.add(
      box.onDidTriggerButton((button) => end(button === saveAnyway ? box.value.trim() || (servers[0] ?? '') : 'back')),
    );
    box.show();
    if (testAtOnce) void tryIt();
  });
}

/** Undefined = the cluster answered; otherwise the sentence that says why not. */
async function test(access: ClusterAccess, bootstrapServers: readonly string[]): Promise<string | undefined> {
  const profile = { id: crypto.randomUUID(), name: '', bootstrapServers };
  try {
    await access.use(profile, (admin) => admin.overview());
    return undefined;
  } catch (error) {
    return error instanceof KafkaError ? error.message : 'The connection failed unexpectedly.';
  } finally {
    access.drop(profile.id);
  }
}
