import { KafkaError } from '../kafka/errors';
import type { DurabilitySettings, GroupSummary, Topic } from '../kafka/model';
import type { ClusterAdmin } from '../kafka/ports';
import type { Compatibility, Deletable } from '../kafka/schemas';
import { below, idPart, note, rowLimit } from './below';
import { mapInTurns, nextTurn } from './inTurns';
import type { Node, TopicsNode } from './node';

/** How the user wants topics and groups to be listed. */
export interface Listing {
  readonly showInternal: boolean;
  /** Part of a topic's name, in any case; empty = all. */
  readonly topicFilter: string;
  /** Part of a group's id, in any case; empty = all. */
  readonly groupFilter: string;
  /** Part of a subject's name, in any case; empty = all. */
  readonly subjectFilter: string;
  /** Names of topics that come first. */
  favourites(connection: string): ReadonlySet<string>;
}

/** The long lists of one cluster as they were fetched, so that a filter is applied while it is typed without asking again. */
export interface ListMemory {
  topics: readonly Topic[] | undefined;
  groups: readonly GroupSummary[] | undefined;
  /** Subjects in the order of the tree, deleted ones last; the compatibility of the whole registry. */
  registry:
    | { readonly subjects: readonly Deletable<string>[]; readonly compatibility: Compatibility | undefined }
    | undefined;
  /** Undefined where the cluster was asked and did not tell. */
  settings: Map<string, DurabilitySettings | undefined>;
  /** Called when settings have come that the rows did not wait for. */
  onLearned(): void;
}

/**
 * The brokers take a millisecond or two for the settings of a topic: rows wait for those of so many, not of thousands, and
 * not for long. A request asks for no more either, since a broker lets the user's next one wait for its end.
 */
const worthWaitingFor = 100;
const patienceMs = 500;

export async function topicRows(
  node: TopicsNode,
  admin: ClusterAdmin,
  listing: Listing,
  memory: ListMemory,
): Promise<Node[]> {
  // A refresh forgets what is remembered while this still needs it.
  let { topics } = memory;
  if (topics === undefined) {
    topics = await admin.topics();
    memory.topics = topics;
    // They were read and sorted in this turn of the thread: what follows gets its own.
    await nextTurn();
  }
  const visible = topics.filter((topic) => listing.showInternal || !topic.isInternal);
  const wanted = listing.topicFilter.toLowerCase();
  const favourites = listing.favourites(node.connection);
  const found = visible.filter((topic) => topic.name.toLowerCase().includes(wanted));
  const isFavourite = ({ name }: Topic): boolean => favourites.has(name);
  const matching = [...found.filter(isFavourite), ...found.filter((topic) => !isFavourite(topic))];
  const shown = matching.slice(0, rowLimit);
  const unknown = shown.map(({ name }) => name).filter((name) => !memory.settings.has(name));
  for (const name of unknown) memory.settings.set(name, undefined);
  const learned = learnSettings(unknown.slice(0, worthWaitingFor), admin, memory);
  const later = unknown.slice(worthWaitingFor);
  if (!(await isSoon(learned)) || later.length > 0)
    void learned.then(() => learnSettings(later, admin, memory)).then(() => memory.onLearned());
  // The settings of the first were read in this turn.
  await nextTurn();
  const rows: Node[] = await mapInTurns(shown, (info) => ({
    ...below(node, idPart(info.name)),
    kind: 'topic',
    name: info.name,
    topic: info.name,
    info,
    settings: memory.settings.get(info.name),
    isFavourite: isFavourite(info),
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

/**
 * A list of topics is worth having without it: where it cannot be asked, the rows say nothing about it, and nobody asks
 * again until the topics are refreshed, which also ends what is still being asked.
 */
async function learnSettings(names: readonly string[], admin: ClusterAdmin, memory: ListMemory): Promise<void> {
  const { settings } = memory;
  try {
    for (let at = 0; at < names.length && settings === memory.settings; at += worthWaitingFor) {
      const found = await admin.durabilitySettings(names.slice(at, at + worthWaitingFor));
      for (const [name, one] of found) settings.set(name, one);
    }
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
  }
}

async function isSoon(work: Promise<void>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  try {
    return await Promise.race([work.then(() => true), limit]);
  } finally {
    clearTimeout(timer);
  }
}
