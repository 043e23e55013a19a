import type { Disposable } from '../base/disposable';
import { Emitter } from '../base/event';
import type { ClusterActions } from '../kafka/clusterActions';
import { KafkaError, type KafkaErrorKind } from '../kafka/errors';
import type { ClusterAdmin } from '../kafka/ports';
import type { ConnectionProfile } from '../kafka/profile';

export type ClusterClient = ClusterAdmin & ClusterActions;
export type OpenAdmin = (profile: ConnectionProfile) => Promise<ClusterClient>;

/** After these the client's sockets are of no use: the next call gets a new client. */
const fatal: ReadonlySet<KafkaErrorKind> = new Set([
  'dns',
  'refused',
  'timeout',
  'disconnected',
  'wrong-protocol',
  'tls',
  'authentication',
  'aborted',
  'unexpected',
]);

/** After these nobody knows whether a request was carried out. */
const leftOpen: ReadonlySet<KafkaErrorKind> = new Set(['timeout', 'disconnected', 'aborted', 'unexpected']);

/** One client for each connection, opened on first use. A call that takes too long is given up and its client closed. */
export class ClusterAccess implements Disposable {
  private readonly open: OpenAdmin;
  private readonly timeoutMs: () => number;
  private readonly clients = new Map<string, Promise<ClusterClient>>();
  private readonly connected = new Set<string>();
  private readonly changes = new Emitter<string>();
  /** Fires the id of a connection that has answered for the first time, or is no longer in use. */
  readonly onDidChangeConnected = this.changes.event;

  constructor(open: OpenAdmin, timeoutMs: () => number) {
    this.open = open;
    this.timeoutMs = timeoutMs;
  }

  /** True from the first answer on until the client is closed, by the user or by a failure. */
  isConnected(connection: string): boolean {
    return this.connected.has(connection);
  }

  async use<T>(profile: ConnectionProfile, work: (admin: ClusterAdmin) => Promise<T>): Promise<T> {
    return this.run(profile, work);
  }

  /** The only way to what changes a cluster: a read-only connection is refused here, whatever a menu offers. */
  async change<T>(profile: ConnectionProfile, work: (actions: ClusterActions) => Promise<T>): Promise<T> {
    if (profile.readOnly === true)
      throw new KafkaError(
        'read-only',
        `The connection "${profile.name}" is read-only: nothing was sent to the cluster.`,
      );
    try {
      return await this.run(profile, work);
    } catch (error) {
      if (!(error instanceof KafkaError) || !leftOpen.has(error.kind)) throw error;
      throw new KafkaError(error.kind, `${error.message} Whether the change was made is not known: refresh to see.`, {
        cause: error,
      });
    }
  }

  private async run<T>(profile: ConnectionProfile, work: (client: ClusterClient) => Promise<T>): Promise<T> {
    const client = this.clients.get(profile.id) ?? this.open(profile);
    this.clients.set(profile.id, client);
    try {
      const answer = await within(
        client.then(work),
        this.timeoutMs(),
        `${profile.bootstrapServers.join(', ')} did not answer within ${this.timeoutMs() / 1000} seconds.`,
      );
      // An answer that comes after the user has disconnected changes nothing.
      if (this.clients.get(profile.id) === client && !this.connected.has(profile.id)) {
        this.connected.add(profile.id);
        this.changes.fire(profile.id);
      }
      return answer;
    } catch (error) {
      const kind = error instanceof KafkaError ? error.kind : 'unexpected';
      if (fatal.has(kind) && this.clients.get(profile.id) === client) this.drop(profile.id);
      throw error;
    }
  }

  /** Closes the client; calls that still run on it end as failures. */
  drop(connection: string): void {
    this.renew(connection);
    if (this.connected.delete(connection)) this.changes.fire(connection);
  }

  /** The same, for a connection that stays in use: the next call opens it again. */
  renew(connection: string): void {
    const client = this.clients.get(connection);
    this.clients.delete(connection);
    close(client);
  }

  dispose(): void {
    this.changes.dispose();
    for (const connection of [...this.clients.keys()]) this.drop(connection);
  }
}

/** Closing may hang on the very socket that hung before: nobody waits for it. */
function close(client: Promise<ClusterClient> | undefined): void {
  client?.then((admin) => admin.close()).catch(() => undefined);
}

async function within<T>(work: Promise<T>, milliseconds: number, sentence: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new KafkaError('timeout', sentence)), milliseconds);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
