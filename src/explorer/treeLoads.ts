import type { Disposable } from '../base/disposable';
import { Emitter } from '../base/event';
import { KafkaError } from '../kafka/errors';
import type { ConnectionProfile } from '../kafka/profile';
import type { SchemaRegistry } from '../kafka/schemas';
import { problem } from './below';
import { children } from './children';
import type { ClusterAccess } from './clusterAccess';
import type { ClusterNode, FilteredKind, Node } from './node';
import type { LoadState } from './renderedRow';
import { isOfRegistry, schemaRows } from './schemaRows';
import type { Listing, ListMemory } from './topicRows';

/** Rejects with a KafkaError where the profile is of no use. */
export type OpenRegistry = (profile: ConnectionProfile) => Promise<SchemaRegistry>;

export interface Connection extends ConnectionProfile {
  readonly origin: ClusterNode['origin'];
}

interface Load {
  readonly rows: Promise<readonly Node[]>;
  state: LoadState;
}

/**
 * The rows of the tree, loaded when they are first asked for and kept until refreshed, failures too: drawing the tree
 * again costs no network. A load that was refreshed away in the meantime has no effect when it ends.
 */
export class TreeLoads implements Disposable {
  private readonly connections: () => readonly Connection[];
  private readonly access: ClusterAccess;
  private readonly listing: () => Listing;
  private readonly surprise: (error: unknown) => void;
  private readonly openRegistry: OpenRegistry | undefined;
  private readonly loads = new Map<string, Load>();
  private readonly nodes = new Map<string, Node>();
  private readonly memories = new Map<string, ListMemory>();
  private readonly changes = new Emitter<Node | undefined>();
  /** What the user may stop: each load that has not ended, and how. */
  private readonly running = new Map<Promise<readonly Node[]>, () => void>();
  private readonly activity = new Emitter<boolean>();
  private readonly refreshes = new Emitter<string | undefined>();
  /** Fires the connection of which something is to be read again; undefined = all of them. */
  readonly onDidRefresh = this.refreshes.event;
  /** Fires true when something begins to load, and false when nothing loads any more. */
  readonly onActivity = this.activity.event;

  /** Fires the node whose row or children changed; undefined = everything. */
  readonly onDidChange = this.changes.event;

  constructor(
    connections: () => readonly Connection[],
    access: ClusterAccess,
    listing: () => Listing,
    surprise: (error: unknown) => void,
    openRegistry?: OpenRegistry,
  ) {
    this.connections = connections;
    this.access = access;
    this.listing = listing;
    this.surprise = surprise;
    this.openRegistry = openRegistry;
  }

  roots(): readonly ClusterNode[] {
    return this.connections().map((one) => {
      const node: ClusterNode = {
        kind: 'cluster',
        id: `cluster ${one.id}`,
        connection: one.id,
        name: one.name,
        bootstrapServers: one.bootstrapServers,
        origin: one.origin,
        ...(one.environment === undefined ? {} : { environment: one.environment }),
        ...(one.color === undefined ? {} : { color: one.color }),
        ...(one.readOnly === undefined ? {} : { readOnly: one.readOnly }),
      };
      this.nodes.set(node.id, node);
      return node;
    });
  }

  children(node: Node): Promise<readonly Node[]> {
    const known = this.loads.get(node.id);
    if (known) return known.rows;
    const load: Load = { rows: this.load(node), state: { phase: 'loading' } };
    this.loads.set(node.id, load);
    void load.rows.then((rows) => {
      for (const row of rows) this.nodes.set(row.id, row);
      if (this.loads.get(node.id) !== load) return;
      const failure = rows.find((row) => row.kind === 'problem');
      load.state =
        failure && rows.length === 1
          ? { phase: 'failed', sentence: failure.sentence, at: new Date() }
          : { phase: 'loaded', rows, at: new Date() };
      this.changes.fire(node);
    });
    return load.rows;
  }

  state(node: Node): LoadState {
    return this.loads.get(node.id)?.state ?? { phase: 'idle' };
  }

  /** A row seen earlier, by its id. */
  find(id: string): Node | undefined {
    return this.nodes.get(id);
  }

  /** Forgets what is known below a node (or everything), so that it is loaded again when shown. */
  refresh(node?: Node): void {
    if (node === undefined) this.memories.clear();
    else if (node.kind === 'cluster') this.memories.delete(node.connection);
    else if (node.kind === 'groups') this.memory(node.connection).groups = undefined;
    else if (node.kind === 'subjects') this.memory(node.connection).registry = undefined;
    else if (node.kind === 'topics') {
      const memory = this.memory(node.connection);
      memory.topics = undefined;
      memory.settings = new Map();
    }
    if (node === undefined || node.kind === 'cluster') {
      for (const connection of this.connections()) {
        if (node === undefined || node.connection === connection.id) this.access.renew(connection.id);
      }
    }
    this.forget(node);
    this.changes.fire(node);
    this.refreshes.fire(node?.connection);
  }

  /** Closes the client of a cluster and forgets what was loaded; its row says so and offers to connect again. */
  disconnect(node: ClusterNode): void {
    this.access.drop(node.connection);
    this.memories.delete(node.connection);
    this.forget(node);
    const row = problem(node, new KafkaError('aborted', 'Disconnected. Retry to connect again.'));
    this.nodes.set(row.id, row);
    this.loads.set(node.id, { rows: Promise.resolve([row]), state: { phase: 'idle' } });
    this.changes.fire(node);
  }

  /** Ends all that is loading: rows say that it was stopped, and the clients are closed, so that no answer is awaited. */
  stop(): void {
    for (const end of [...this.running.values()]) end();
  }

  /** The user wants other topics, groups or subjects to be listed: of what is known where that is enough. */
  relist(kind: FilteredKind, connection?: string): void {
    for (const node of [...this.nodes.values()]) {
      if (node.kind !== kind || (connection !== undefined && node.connection !== connection)) continue;
      this.forget(node);
      this.changes.fire(node);
    }
  }

  /** The list of connections changed; what was loaded of those that stay is kept. */
  redraw(): void {
    const ids = new Set(this.connections().map(({ id }) => id));
    for (const id of [...this.memories.keys()]) if (!ids.has(id)) this.memories.delete(id);
    this.changes.fire(undefined);
  }

  dispose(): void {
    this.changes.dispose();
    this.activity.dispose();
    this.refreshes.dispose();
    this.loads.clear();
    this.nodes.clear();
    this.memories.clear();
  }

  private forget(node: Node | undefined): void {
    for (const map of [this.loads, this.nodes]) {
      for (const id of [...map.keys()]) {
        if (node === undefined || id.startsWith(`${node.id}/`)) map.delete(id);
      }
    }
    if (node) this.loads.delete(node.id);
  }

  private memory(connection: string): ListMemory {
    const known = this.memories.get(connection) ?? {
      topics: undefined,
      groups: undefined,
      registry: undefined,
      settings: new Map(),
      onLearned: () => this.relist('topics', connection),
    };
    this.memories.set(connection, known);
    return known;
  }

  private load(node: Node): Promise<readonly Node[]> {
    const profile = this.connections().find((one) => one.id === node.connection);
    if (!profile) return Promise.resolve([]);
    let end = (): void => undefined;
    const stopped = new Promise<readonly Node[]>((resolve) => {
      end = () => {
        resolve([problem(node, new KafkaError('aborted', 'Loading was stopped. Retry to go on.'))]);
        this.access.drop(profile.id);
      };
    });
    const rows = Promise.race([this.ask(node, profile), stopped]);
    if (this.running.size === 0) this.activity.fire(true);
    this.running.set(rows, end);
    void rows.then(() => {
      this.running.delete(rows);
      if (this.running.size === 0) this.activity.fire(false);
    });
    return rows;
  }

  private async ask(node: Node, profile: Connection): Promise<readonly Node[]> {
    const hasRegistry = profile.registry !== undefined && this.openRegistry !== undefined;
    try {
      // A registry that answers is of use while the brokers do not, and the other way round.
      if (this.openRegistry && isOfRegistry(node))
        return await schemaRows(node, await this.openRegistry(profile), this.listing(), this.memory(profile.id));
      return await this.access.use(profile, (admin) =>
        children(node, admin, this.listing(), this.memory(profile.id), hasRegistry),
      );
    } catch (error) {
      const row = problem(node, error);
      if (row.kind === 'problem' && row.error === 'unexpected') this.surprise(error);
      return [row];
    }
  }
}
