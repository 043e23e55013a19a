import { looseKey } from '../canonicalKeys';
import { makeUnit } from '../makeUnit';
import type { Tree, TreeEntry, TreeMap } from '../tree';
import { treeSetting } from '../treeEntries';
import type { Role, Setting, Unit } from '../unit';
import { dotnetWords } from '../words';
import { type NamedMap, namedMaps } from './fieldUnit';

/**
 * Sections of appsettings.json that are bound to Confluent.Kafka's configuration classes: objects with their property
 * names, below something called after Kafka or beside BootstrapServers.
 */
export function appsettingsUnits(document: Tree): readonly Unit[] {
  return [...namedMaps(document), ...joinedNames(document)].flatMap(({ map, path }) => {
    const servers = map.entries.some(({ key }) => /^bootstrap[._]?servers$/i.test(key));
    if (!servers && !path.some((part) => /kafka|producer|consumer/i.test(part))) return [];
    if (path.some((part) => /rabbit|amqp|servicebus|pulsar|nats|mqtt|redis/i.test(part))) return [];
    return unitOf(map, path) ?? [];
  });
}

/** `"Kafka:Producer:Acks": "None"` at the top is the same as an object in an object. */
function joinedNames(document: Tree): readonly Pick<NamedMap, 'map' | 'path'>[] {
  if (document.kind !== 'map') return [];
  const groups = new Map<string, TreeEntry[]>();
  for (const entry of document.entries) {
    const at = entry.key.lastIndexOf(':');
    if (at < 0) continue;
    const path = entry.key.slice(0, at);
    const group = groups.get(path) ?? [];
    groups.set(path, group);
    group.push({ ...entry, key: entry.key.slice(at + 1) });
  }
  return [...groups].map(([path, entries]) => ({ map: { ...document, entries }, path: path.split(':') }));
}

function unitOf(map: TreeMap, path: readonly string[]): Unit | undefined {
  const settings = map.entries.flatMap((entry) => settingOf(entry) ?? []);
  if (settings.length === 0) return undefined;
  const role = roleOf(path, settings);
  return makeUnit({
    id: `appsettings:${path.join(':')}`,
    role,
    surface: 'application',
    label: path.join(':') || 'settings',
    settings,
    client: 'librdkafka',
    complete: map.entries.some(({ key }) => /^bootstrapservers$/i.test(key)),
  });
}

function settingOf(entry: TreeEntry): Setting | undefined {
  if (entry.value.kind !== 'scalar' || generic.test(entry.key)) return undefined;
  const canonical = looseKey(entry.key);
  if (!canonical || (canonical.side !== 'producer' && canonical.side !== 'consumer' && canonical.side !== 'shared')) {
    return undefined;
  }
  return treeSetting(entry, entry.value, canonical.key, { words: dotnetWords });
}

/** Not a property of ProducerConfig: an application's own number of attempts. */
const generic = /^retries$/i;

function roleOf(path: readonly string[], settings: readonly Setting[]): Role {
  const name = path.findLast((part) => /producer|consumer/i.test(part)) ?? '';
  if (/producer/i.test(name) && !/consumer/i.test(name)) return 'producer';
  if (/consumer/i.test(name) && !/producer/i.test(name)) return 'consumer';
  const keys = new Set(settings.map((setting) => setting.key));
  const reads = keys.has('group.id') || keys.has('auto.offset.reset') || keys.has('enable.auto.commit');
  const writes = keys.has('acks') || keys.has('enable.idempotence');
  return reads === writes ? 'client' : reads ? 'consumer' : 'producer';
}
