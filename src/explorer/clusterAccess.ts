import type { Disposable } from '../base/disposable';
import { KafkaError, type KafkaErrorKind } from '../kafka/errors';
import type { ClusterAdmin } from '../kafka/ports';
import type { ConnectionProfile } from '../kafka/profile';

export type OpenAdmin = (profile: ConnectionProfile) => Promise<ClusterAdmin>;

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

/** One client for each connection, opened on first use. A call that takes too long is given up and its client closed. */
export class ClusterAccess implements Disposable {
  private readonly open: OpenAdmin;
  private readonly timeoutMs: () => number;
  private readonly clients = new Map<string, Promise<ClusterAdmin>>();

  constructor(open: OpenAdmin, timeoutMs: () => number) {
    this.open = open;
    this.timeoutMs = timeoutMs;
  }

  async use<T>(profile: ConnectionProfile, work: (admin: ClusterAdmin) => Promise<T>): Promise<T> {
    const client = this.clients.get(profile.id) ?? this.open(profile);
    this.clients.set(profile.id, client);
    try {
      return await within(
        client.then(work),
        this.timeoutMs(),
        `${profile.bootstrapServers.join(', ')} did not answer within ${this.timeoutMs() / 1000} seconds.`,
      );
    } catch (error) {
      const kind = error instanceof KafkaError ? error.kind : 'unexpected';
      if (fatal.has(kind) && this.clients.get(profile.id) === client) this.drop(profile.id);
      throw error;
    }
  }

  /** Closes the client; calls that still run on it end as failures. */
  drop(connection: string): void {
    const client = this.clients.get(connection);
    this.clients.delete(connection);
    close(client);
  }

  dispose(): void {
    for (const connection of [...this.clients.keys()]) this.drop(connection);
  }
}

/** Closing may hang on the very socket that hung before: nobody waits for it. */
function close(client: Promise<ClusterAdmin> | undefined): void {
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
