import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import { Emitter } from '../base/event';
import { onSettingChange, readSettingLevels } from '../host/settings';
import { type ConnectionProfile, parseBootstrapServers } from '../kafka/profile';
import type { Connection } from './treeLoads';

const storageKey = 'acklens.connections';

/** The connections of this user: those added here (kept by VS Code, without secrets) and those of the settings. */
export class Connections implements Disposable {
  private readonly memento: vscode.Memento;
  private readonly owned = new DisposableStore();
  private readonly changes = this.owned.add(new Emitter<void>());
  readonly onDidChange = this.changes.event;

  constructor(memento: vscode.Memento) {
    this.memento = memento;
    this.owned.add(onSettingChange(['acklens.connections'], () => this.changes.fire()));
    this.owned.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.changes.fire()));
  }

  list(): readonly Connection[] {
    const stored = this.stored().map((profile): Connection => ({ ...profile, origin: 'stored' }));
    const seen = new Set(stored.map(key));
    const written = readSettingLevels('acklens.connections')
      .flat()
      .flatMap((entry): Connection[] => {
        const parsed = parseBootstrapServers(entry.bootstrapServers);
        if ('problem' in parsed) return [];
        const id = `setting ${entry.name} ${parsed.servers.join(',')}`;
        return [{ id, name: entry.name, bootstrapServers: parsed.servers, origin: 'settings' }];
      })
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

  async add(name: string, bootstrapServers: readonly string[]): Promise<Connection> {
    const profile: ConnectionProfile = { id: crypto.randomUUID(), name, bootstrapServers };
    await this.memento.update(storageKey, [...this.stored(), profile]);
    this.changes.fire();
    return { ...profile, origin: 'stored' };
  }

  async remove(id: string): Promise<void> {
    await this.memento.update(
      storageKey,
      this.stored().filter((one) => one.id !== id),
    );
    this.changes.fire();
  }

  dispose(): void {
    this.owned.dispose();
  }

  private stored(): readonly ConnectionProfile[] {
    return this.memento.get<readonly ConnectionProfile[]>(storageKey, []);
  }
}

const key = (one: ConnectionProfile): string => `${one.name}\n${one.bootstrapServers.join(',')}`;
