import * as vscode from 'vscode';
import { inertText } from '../base/inertText';
import { visibleText } from '../base/visibleText';
import type { TailRequest } from '../host/commandTable';
import { inform } from '../host/messages';
import { reportFailure } from './actions/reportFailure';
import type { ClusterAccess } from './clusterAccess';
import type { Connections } from './connections';
import type { GroupNode, LagNode } from './node';

/** The wish to see what a group reads next. A group of several topics is asked for one. */
export async function tailFromGroup(
  connections: Connections,
  access: ClusterAccess,
  node: GroupNode | LagNode,
): Promise<TailRequest | undefined> {
  const profile = connections.find(node.connection);
  if (!profile) return undefined;
  if (node.kind === 'lag')
    return { connection: profile.id, topic: node.topic, start: { kind: 'group', group: node.group } };
  const group = await reportFailure(access.use(profile, (admin) => admin.group(node.summary.id)));
  if (!group) return undefined;
  const topics = [...new Set(group.lag.map(({ topic }) => topic))];
  if (topics.length === 0) {
    void inform(
      `Group ${visibleText(group.id)} has committed nothing and is assigned nothing: there is nowhere to start from.`,
    );
    return undefined;
  }
  const pick = topics.length === 1 ? topics[0] : await pickTopic(topics, group.id);
  return pick === undefined
    ? undefined
    : { connection: profile.id, topic: pick, start: { kind: 'group', group: group.id } };
}

async function pickTopic(topics: readonly string[], group: string): Promise<string | undefined> {
  const items = topics.map((topic) => ({ label: inertText(topic), topic }));
  const pick = await vscode.window.showQuickPick(items, { placeHolder: `Topic of group ${visibleText(group)}` });
  return pick?.topic;
}
