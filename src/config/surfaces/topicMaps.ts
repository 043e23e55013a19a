import { canonicalKey, looseKey } from '../canonicalKeys';
import { insideOf } from '../insideOf';
import { makeUnit } from '../makeUnit';
import type { Tree, TreeEntry, TreeMap } from '../tree';
import { leavesOf, treeSetting } from '../treeEntries';
import type { Setting, Unit } from '../unit';
import { namedMaps } from './fieldUnit';

/**
 * Topics in files of an application or a deployment tool: a map with a number of partitions and a replication factor,
 * below something called after topics or Kafka. A replication factor alone may be Cassandra's unless it has Kafka's own name.
 */
export function topicMapUnits(document: Tree): readonly Unit[] {
  const maps = namedMaps(document).filter(
    ({ map, path }) => map.entries.some(({ key }) => mayBeTopics.test(key)) && isOfTopics(path),
  );
  const whole = maps.filter(({ map }) => {
    const factor = factorOf(map);
    return factor && (factor.key === 'replication.factor' || map.entries.some(({ key }) => partitionsName.test(key)));
  });
  // What stands inside of a topic belongs to it; other topics leave the factor to the broker.
  const isInside = insideOf(whole.map(({ map }) => map.span));
  const rest = maps.filter(
    ({ map, path }) =>
      map.entries.some(({ key }) => key === 'min.insync.replicas' || key === 'unclean.leader.election.enable') &&
      path.some((part) => /topic/i.test(part)) &&
      !isInside(map.span),
  );
  return [...whole, ...rest].flatMap(({ map, path }) => {
    const factor = factorOf(map);
    const unit = makeUnit({
      id: `topic:${path.join('.')}:${map.span.start}`,
      role: 'topic',
      surface: 'application',
      label: 'topic',
      settings: [...(factor ? settingOf(factor, 'replication.factor') : []), ...topicKeys(map)],
    });
    return unit ?? [];
  });
}

const factorOf = (map: TreeMap): TreeEntry | undefined => map.entries.findLast(({ key }) => factorName.test(key));

const isOfTopics = (path: readonly string[]): boolean =>
  path.some((part) => /topic|kafka/i.test(part)) &&
  !path.some((part) => /pulsar|rabbit|redpanda-?schema|cassandra|scylla/i.test(part));

/** How the names begin that make a map a topic's: few maps have one, and the names around each are many. */
const mayBeTopics = /^(?:replic|min\.insync|unclean\.)/i;

const partitionsName = /^(?:num[._-]?)?partitions?(?:[._-]?count)?$/i;
const factorName = /^(?:replica(?:tion)?[._-]?factor|replication|replicas)$/i;

const settingOf = (entry: TreeEntry, key: string): readonly Setting[] =>
  entry.value.kind === 'scalar' ? [treeSetting(entry, entry.value, key)] : [];

function topicKeys(map: TreeMap): readonly Setting[] {
  return leavesOf(map).flatMap(({ path, entry, value }) => {
    const below = /^(?:configs?|properties|topic[_-]?configs?|configuration)$/i.test(path[0] ?? '')
      ? path.slice(1)
      : path;
    const found = canonicalKey(below.join('.')) ?? (below.length === 1 ? looseKey(below[0] ?? '') : undefined);
    return found?.side === 'topic' && !found.generic ? [treeSetting(entry, value, found.key)] : [];
  });
}
