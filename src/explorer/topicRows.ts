import { KafkaError } from '../kafka/errors';
import type { DurabilitySettings, GroupSummary, Topic } from '../kafka/model';
import type { ClusterAdmin } from '../kafka/ports';
import { below, byText, idPart, note, rowLimit } from './below';
import type { Node, TopicsNode } from './node';

/** How the user wants topics and groups to be listed. */
export interface Listing {
  readonly showInternal: boolean;
  /** Part of a topic's name, in any case; empty = all. */
  readonly topicFilter: string;
  /** Part of a group's id, in any case; empty = all. */
  readonly groupFilter: string;
  /** Names of topics that come first. */
  favourites(connection: string): ReadonlySet<string>;
}

/** The long lists of one cluster as they were fetched, so that a filter is applied while it is typed without asking again. */
export interface ListMemory {
  topics: readonly Topic[] | undefined;
  groups: readonly GroupSummary[] | undefined;
  /** Undefined where the cluster was asked and did not tell. */
  readonly settings: Map<string, DurabilitySettings | undefined>;
  /** Called when settings have come that the rows did not wait for. */
  onLearned(): void;
}

/** The brokers take a millisecond or two for the settings of a topic: rows wait for those of so many, not of thousands. */
const worthWaitingFor = 100;

export async function topicRows(
  node: TopicsNode,
  admin: ClusterAdmin,
  listing: Listing,
  memory: ListMemory,
): Promise<Node[]> {
  memory.topics ??= await admin.topics();
  const visible = memory.topics.filter((topic) => listing.showInternal || !topic.isInternal);
  const wanted = listing.topicFilter.toLowerCase();
  const favourites = listing.favourites(node.connection);
  const matching = visible
    .filter((topic) => topic.name.toLowerCase().includes(wanted))
    .sort((a, b) => rank(a.name, favourites) - rank(b.name, favourites) || byText(a.name, b.name));
  const shown = matching.slice(0, rowLimit);
  const unknown = shown.map(({ name }) => name).filter((name) => !memory.settings.has(name));
  await learnSettings(unknown.slice(0, worthWaitingFor), admin, memory);
  const later = unknown.slice(worthWaitingFor);
  if (later.length > 0) void learnSettings(later, admin, memory).then(() => memory.onLearned());
  const rows: Node[] = shown.map((info) => ({
    ...below(node, idPart(info.name)),
    kind: 'topic',
    name: info.name,
    topic: info.name,
    info,
    settings: memory.settings.get(info.name),
    isFavourite: favourites.has(info.name),
  }));
  const more = matching.length - shown.length;
  if (more > 0)
    rows.push(note(node, `${more.toLocaleString('en')} more: filter topics to see them`, { more, filter: 'topics' }));
  if (rows.length > 0) return rows;
  if (visible.length > 0) {
    return [note(node, `No topic matches "${listing.topicFilter}"`, { filter: 'topics' })];
  }
  // Kafka leaves topics without permission out of the answer instead of refusing it.
  return [note(node, 'No topics, or none that this user may describe')];
}

const rank = (name: string, favourites: ReadonlySet<string>): number => (favourites.has(name) ? 0 : 1);

/**
 * A list of topics is worth having without it: where it cannot be asked, the rows say nothing about it, and nobody asks
 * again until the topics are refreshed.
 */
async function learnSettings(names: readonly string[], admin: ClusterAdmin, memory: ListMemory): Promise<void> {
  if (names.length === 0) return;
  for (const name of names) memory.settings.set(name, undefined);
  try {
    for (const [name, settings] of await admin.durabilitySettings(names)) memory.settings.set(name, settings);
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
  }
}
