import * as vscode from 'vscode';
import { inertText } from '../base/inertText';
import type { RowRef, TailRequest } from '../host/commandTable';
import { complain, inform } from '../host/messages';
import { KafkaError } from '../kafka/errors';
import { parseBootstrapServers } from '../kafka/profile';
import type { TailOptions } from '../protocol/tail';
import type { ClusterAccess } from './clusterAccess';
import type { Connections } from './connections';
import { selectedTopics } from './selectedTopics';
import type { Connection } from './treeLoads';

/** Turns a wish into a tail to open; asks for what is missing. Undefined when the user gave up. */
export async function chooseTail(
  connections: Connections,
  access: ClusterAccess,
  wish: RowRef | TailRequest,
  rows: readonly RowRef[] = [],
): Promise<{ readonly profile: Connection; readonly options: TailOptions } | undefined> {
  const selected = 'kind' in wish ? selectedTopics(wish, rows) : undefined;
  const request: TailRequest = selected?.request ?? (wish as TailRequest);
  const place = await choosePlace(connections, access, request);
  if (!place) return undefined;
  for (const sentence of selected?.leftOut ?? []) void inform(sentence);
  return {
    profile: place.profile,
    options: {
      topic: place.topic,
      ...(request.moreTopics === undefined ? {} : { moreTopics: request.moreTopics }),
      ...(request.partitions === undefined ? {} : { partitions: request.partitions }),
      start: request.start ?? { kind: 'last', count: 1_000 },
      ...(request.maxMessages === undefined ? {} : { maxMessages: request.maxMessages }),
      stopAtEnd: false,
      isolation: 'read_uncommitted',
      identity: { kind: 'auto' },
      sequence: { kind: 'auto' },
      graceMs: 5_000,
    },
  };
}

/** A topic of a connection; asks for what is missing. */
export async function choosePlace(
  connections: Connections,
  access: ClusterAccess,
  request: Pick<TailRequest, 'connection' | 'bootstrapServers' | 'topic'>,
): Promise<{ readonly profile: Connection; readonly topic: string } | undefined> {
  const profile = await chooseConnection(connections, request);
  if (!profile) return undefined;
  const topic = request.topic ?? (await chooseTopic(access, profile));
  return topic === undefined ? undefined : { profile, topic };
}

/** The one that is named, the only one there is, or one that the user chooses or adds. */
export async function chooseConnection(
  connections: Connections,
  request: Pick<TailRequest, 'connection' | 'bootstrapServers'>,
): Promise<Connection | undefined> {
  const known = connections.find(request.connection) ?? connections.findByServers(request.bootstrapServers ?? []);
  if (known) return known;
  if (request.bootstrapServers) return connectFromFile(connections, request.bootstrapServers);
  const all = connections.list();
  if (all.length === 0) return connections.ask();
  if (all.length === 1) return all[0];
  const pick = await vscode.window.showQuickPick(
    all.map((connection) => ({
      label: inertText(connection.name),
      description: inertText(connection.bootstrapServers.join(', ')),
      connection,
    })),
    { placeHolder: 'Cluster', ignoreFocusOut: true },
  );
  return pick?.connection;
}

/** A workspace that is not trusted must not make us open connections to servers that it names. */
export async function connectFromFile(
  connections: Connections,
  servers: readonly string[],
): Promise<Connection | undefined> {
  const parsed = parseBootstrapServers(servers.join(','));
  if ('problem' in parsed) {
    complain(parsed.problem);
    return undefined;
  }
  const known = connections.findByServers(parsed.servers);
  if (known) return known;
  if (vscode.workspace.isTrusted) return connections.ask(parsed.servers);
  const manage = 'Manage workspace trust';
  const answer = await vscode.window.showWarningMessage(
    'This workspace is not trusted, so AckLens does not connect to servers named in its files.',
    manage,
  );
  if (answer === manage) await vscode.commands.executeCommand('workbench.trust.manage');
  return undefined;
}

async function chooseTopic(access: ClusterAccess, profile: Connection): Promise<string | undefined> {
  const failed = (error: unknown): readonly TopicItem[] => [
    { label: inertText(error instanceof KafkaError ? error.message : 'The topics could not be listed.') },
  ];
  const items = access
    .use(profile, (admin) => admin.topics())
    .then(
      (topics) =>
        topics
          .filter((topic) => !topic.isInternal)
          .map(({ name }): TopicItem => ({ label: inertText(name), topic: name }))
          .sort((a, b) => (a.label < b.label ? -1 : 1)),
      failed,
    );
  const pick = await vscode.window.showQuickPick(items, {
    placeHolder: `Topic of ${profile.name}`,
    ignoreFocusOut: true,
  });
  return pick?.topic;
}

interface TopicItem {
  readonly label: string;
  /** Undefined = words where the topics would be. */
  readonly topic?: string;
}
