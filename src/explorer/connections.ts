import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import { Emitter } from '../base/event';
import type { SecretStore } from '../host/secrets';
import { onSettingChange, readSettingLevels } from '../host/settings';
import type { ConnectionSetting } from '../host/settingTable';
import { type ConnectionProfile, parseBootstrapServers } from '../kafka/profile';
import { type ProfileDetails, readDetails } from '../kafka/readSecurity';
import type { ConnectionSecrets } from '../kafka/secrets';
import type { Connection } from './treeLoads';

const storageKey = 'acklens.connections';

export type NewConnection = Omit<ConnectionProfile, 'id'>;

/** The connections of this user: those added here (kept by VS Code, secrets apart) and those of the settings. */
export class Connections implements Disposable {
  private readonly memento: vscode.Memento;
  private readonly secrets: SecretStore;
  private readonly owned = new DisposableStore();
  private readonly changes = this.owned.add(new Emitter<void>());
  readonly onDidChange = this.changes.event;
  /** Asks the user for a new one; undefined when they gave up. */
  readonly ask: (servers?: readonly string[]) => Promise<Connection | undefined>;

  constructor(
    memento: vscode.Memento,
    secrets: SecretStore,
    ask: (connections: Connections, servers: readonly string[]) => Promise<Connection | undefined>,
  ) {
    this.ask = (servers = []) => ask(this, servers);
    this.memento = memento;
    this.secrets = secrets;
    this.owned.add(onSettingChange(['acklens.connections'], () => this.changes.fire()));
    this.owned.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.changes.fire()));
  }

  list(): readonly Connection[] {
    const stored = this.stored().map((profile): Connection => ({ ...profile, origin: 'stored' }));
    const seen = new Set(stored.map(key));
    const written = readSettingLevels('acklens.connections')
      .flatMap(({ from, value }) => value.flatMap((entry) => ofSetting(entry, from) ?? []))
      .filter((one) => {
        const isNew = !seen.has(key(one));
        seen.add(key(one));
        return isNew;
      });
    return [...stored, ...written];
  }

  find(id: string | undefined): Connection | undefined {
    return this.list().find((one) => one.id === id);
  }

  /** The connection that has one of these servers. */
  findByServers(servers: readonly string[]): Connection | undefined {
    return this.list().find((one) => one.bootstrapServers.some((server) => servers.includes(server)));
  }

  secretsOf(id: string): Promise<ConnectionSecrets> {
    return this.secrets.read(id);
  }

  async add(connection: NewConnection, secrets: ConnectionSecrets = {}): Promise<Connection> {
    const profile: ConnectionProfile = { id: crypto.randomUUID(), ...connection };
    await this.secrets.write(profile.id, secrets);
    await this.store([...this.stored(), profile]);
    return { ...profile, origin: 'stored' };
  }

  /** Of one that stands in the settings only the secrets are kept here. */
  async change(id: string, connection: NewConnection, secrets: ConnectionSecrets): Promise<void> {
    await this.secrets.write(id, secrets);
    await this.store(this.stored().map((one) => (one.id === id ? { id, ...connection } : one)));
  }

  /** Answers how to take it back; until then the secrets are in memory only. */
  async remove(id: string): Promise<() => Promise<void>> {
    const before = this.stored();
    const at = before.findIndex((one) => one.id === id);
    const removed = before[at];
    const secrets = await this.secrets.read(id);
    await this.secrets.write(id, {});
    await this.store(before.filter((one) => one.id !== id));
    return async () => {
      if (!removed) return;
      await this.secrets.write(id, secrets);
      await this.store(this.stored().toSpliced(at, 0, removed));
    };
  }

  dispose(): void {
    this.owned.dispose();
  }

  private async store(profiles: readonly ConnectionProfile[]): Promise<void> {
    await this.memento.update(storageKey, profiles);
    this.changes.fire();
  }

  private stored(): readonly ConnectionProfile[] {
    return this.memento.get<readonly ConnectionProfile[]>(storageKey, []);
  }
}

const key = (one: ConnectionProfile): string => `${one.name}\n${one.bootstrapServers.join(',')}`;

/**
 * The id holds all that decides where a secret goes: a workspace that changes a server, an authority, the way in
 * or the registry gets another id, and with it none of the secrets that were entered for the earlier one.
 */
function ofSetting(entry: ConnectionSetting, from: 'user' | 'workspace'): Connection | undefined {
  const { name } = entry;
  const parsed = parseBootstrapServers(entry.bootstrapServers);
  const details = readDetails(entry);
  if ('problem' in parsed || !details) return undefined;
  const { security, registry } = details;
  const parts = [security, registry].flatMap((part) => (part ? [JSON.stringify(part)] : []));
  const way = [parsed.servers.join(','), ...parts].join(' ');
  return {
    id: `setting ${name} ${way}`,
    name,
    ...inWorkspace(details),
    bootstrapServers: parsed.servers,
    origin: from === 'user' ? 'settings' : 'workspace',
  };
}

/** A workspace names the authority of its cluster by a file of its own. */
function inWorkspace(details: ProfileDetails): ProfileDetails {
  const { security } = details;
  const file = security?.tls?.caFile;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  if (!security?.tls || file === undefined || folder === undefined) return details;
  const caFile = file.replace(/\$\{workspaceFolder\}/, () => folder);
  return { ...details, security: { ...security, tls: { ...security.tls, caFile } } };
}
