import { looseKey } from '../canonicalKeys';
import { makeUnit } from '../makeUnit';
import { child, type Tree, type TreeEntry, type TreeMap, textAt } from '../tree';
import { treeSetting } from '../treeEntries';
import type { Role, Setting, Unit } from '../unit';
import { dotnetWords } from '../words';
import { type NamedMap, namedMaps } from './fieldUnit';

/**
 * Sections of appsettings.json that are bound to Confluent.Kafka's configuration classes: objects with their property
 * names, below something called after Kafka or beside BootstrapServers.
 */
export const appsettingsUnits = (document: Tree): readonly Unit[] => [
  ...unitsIn(namedMaps(document)),
  ...(document.kind === 'map' ? unitsIn(joinedNames(document, document.entries, ':')) : []),
];

/** The same sections in the variables of a process: `Kafka__Producer__Acks: None`, in a map or a list. */
export const appsettingsVariables = (document: Tree): readonly Unit[] =>
  namedMaps(document).flatMap(({ map, path }) =>
    [map.entries, ...map.entries.map(({ value }) => variablesIn(value))].flatMap((entries, index) =>
      unitsIn(joinedNames(map, entries, '__')).map((unit) => ({
        ...unit,
        id: `${path.join('.')}:${index}:${unit.id}`,
      })),
    ),
  );

/** `- NAME=value`, and `- name: NAME` with its value. */
function variablesIn(list: Tree): readonly TreeEntry[] {
  if (list.kind !== 'list') return [];
  return list.items.flatMap((item): readonly TreeEntry[] => {
    if (item.kind === 'map') {
      const [key, value] = [textAt(item, 'name'), child(item, 'value')];
      if (key === undefined || value?.kind !== 'scalar') return [];
      return [{ key, keySpan: value.span, value, removal: undefined, foreign: false }];
    }
    const [whole, key = '', text = ''] = item.kind === 'scalar' ? (/^(\w+)=(.*)$/s.exec(item.text) ?? []) : [];
    if (item.kind !== 'scalar' || !whole || !item.literal) return [];
    const at = item.inner.start + key.length + 1;
    const span = { start: at, end: at + text.length };
    const value = { ...item, text, span, inner: span };
    return [{ key, keySpan: { start: item.inner.start, end: at - 1 }, value, removal: undefined, foreign: false }];
  });
}

function unitsIn(maps: readonly Pick<NamedMap, 'map' | 'path'>[]): readonly Unit[] {
  return maps.flatMap(({ map, path }) => {
    const servers = map.entries.some(({ key }) => /^bootstrap[._]?servers$/i.test(key));
    if (!servers && !path.some((part) => /kafka|producer|consumer/i.test(part))) return [];
    if (path.some((part) => /rabbit|amqp|servicebus|pulsar|nats|mqtt|redis/i.test(part))) return [];
    return unitOf(map, path) ?? [];
  });
}

/** `"Kafka:Producer:Acks": "None"` is the same as an object in an object. */
function joinedNames(
  around: TreeMap,
  written: readonly TreeEntry[],
  separator: ':' | '__',
): readonly Pick<NamedMap, 'map' | 'path'>[] {
  const groups = new Map<string, TreeEntry[]>();
  for (const entry of written) {
    const at = entry.key.lastIndexOf(separator);
    if (at < 0) continue;
    const path = entry.key.slice(0, at);
    const group = groups.get(path) ?? [];
    groups.set(path, group);
    group.push({ ...entry, key: entry.key.slice(at + separator.length) });
  }
  return [...groups].map(([path, entries]) => ({ map: { ...around, entries }, path: path.split(separator) }));
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
