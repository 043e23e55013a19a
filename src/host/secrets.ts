import type * as vscode from 'vscode';
import type { ConnectionSecrets } from '../protocol/connectionForm';

/** The secrets of connections, each under its connection's id, kept by VS Code in the keychain of the system. */
export interface SecretStore {
  /** Empty when there is none. */
  read(connection: string): Promise<ConnectionSecrets>;
  /** Replaces all of a connection's secrets; empty removes them. */
  write(connection: string, secrets: ConnectionSecrets): Promise<void>;
}

export function createSecretStore(storage: vscode.SecretStorage): SecretStore {
  const key = (connection: string): string => `acklens.connection.${connection}`;
  return {
    async read(connection) {
      const text = await storage.get(key(connection));
      return text === undefined ? {} : (JSON.parse(text) as ConnectionSecrets);
    },
    async write(connection, secrets) {
      if (Object.keys(secrets).length === 0) await storage.delete(key(connection));
      else await storage.store(key(connection), JSON.stringify(secrets));
    },
  };
}
