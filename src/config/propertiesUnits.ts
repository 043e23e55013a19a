import { type CanonicalKey, canonicalKey } from './canonicalKeys';
import { type FileKind, fileKind } from './fileKind';
import { type PropertyEntry, readProperties } from './properties';
import { readValue } from './readValue';
import {
  type BootstrapServers,
  type Extraction,
  type Frame,
  type MisplacedSetting,
  nothing,
  type Role,
  type Setting,
  type Unit,
} from './unit';

export interface PropertiesSource {
  readonly path: string;
  readonly text: string;
  /** Where `text` starts in the document, for a block inside another format. */
  readonly offset?: number;
}

/** The units of a .properties text: one for the keys at top level, one for each prefix in front of Kafka's keys. */
export function propertiesUnits(source: PropertiesSource): Extraction {
  const entries = readProperties(source.text, source.offset);
  const found = entries.flatMap((entry) => recognise(entry) ?? []);
  const kind = fileKind(source.path, new Set(entries.map((entry) => entry.key)));
  if (kind === 'bundle') return nothing;
  const groups = new Map<string, Recognised[]>();
  for (const item of found) {
    const group = groups.get(item.group);
    if (group) group.push(item);
    else groups.set(item.group, [item]);
  }
  const exactlyOnce = found.some(
    (item) => item.canonical.key === 'exactly.once.source.support' && item.entry.value.trim() === 'enabled',
  );
  const units: Unit[] = [];
  for (const [prefix, items] of groups) {
    const unit = buildUnit(prefix, items, kind, exactlyOnce, source, entries);
    if (unit) units.push(unit);
  }
  return { units, consumerCommands: [], bootstrapServers: bootstrapServers(found) };
}

interface Recognised {
  readonly entry: PropertyEntry;
  readonly canonical: CanonicalKey;
  /** What stands before Kafka's key, last dot included. */
  readonly prefix: string;
  /** The prefix without a trailing `properties.`: both halves of such a pair configure one client. */
  readonly group: string;
}

function recognise(entry: PropertyEntry): Recognised | undefined {
  const { key } = entry;
  // The longest suffix that is a key wins: `offset.storage.replication.factor` before `replication.factor`.
  for (let at = 0; at >= 0 && at < key.length; at = nextSegment(key, at)) {
    const canonical = canonicalKey(key.slice(at));
    if (!canonical) continue;
    const prefix = key.slice(0, at);
    if (prefix && !prefixSpeaksKafka(prefix, canonical)) return undefined;
    return { entry, canonical, prefix, group: prefix.replace(/(?:^|(?<=\.))(?:properties|configuration)\.$/, '') };
  }
  return undefined;
}

function nextSegment(key: string, at: number): number {
  const dot = key.indexOf('.', at);
  return dot < 0 ? -1 : dot + 1;
}

function prefixSpeaksKafka(prefix: string, canonical: CanonicalKey): boolean {
  if (otherBroker.test(prefix)) return false;
  // `kafka.offsets.commit.retries` is some program's own retry: a common word needs the client right before it.
  const near = canonical.generic || canonical.key === 'bootstrap.servers' ? adjacentClient : ancestorClient;
  return near.test(prefix) || (canonical.key === 'bootstrap.servers' && /^[\w-]+\.$/.test(prefix));
}

const ancestorClient = /kafka|producer|consumer|rdkafka/i;
const adjacentClient =
  /(?:kafka|producer|consumer|producer\.override|consumer\.override)(?:[-_]?\w*)\.(?:properties\.|configuration\.)?$/i;
const otherBroker = /rabbit|amqp|pulsar|nats|mqtt|jms|rocketmq|activemq|artemis|kinesis|redis|servicebus/i;

function buildUnit(
  prefix: string,
  items: readonly Recognised[],
  kind: FileKind,
  exactlyOnce: boolean,
  source: PropertiesSource,
  entries: readonly PropertyEntry[],
): Unit | undefined {
  const role = prefix ? roleOfPrefix(prefix, kind) : roleOfTop(kind, items);
  if (!role) return undefined;
  const winners = new Map<string, Recognised[]>();
  for (const item of items) {
    const same = winners.get(item.canonical.key);
    if (same) same.push(item);
    else winners.set(item.canonical.key, [item]);
  }
  const settings: Setting[] = [];
  const misplaced: MisplacedSetting[] = [];
  for (const same of winners.values()) {
    const setting = settingOf(same);
    if (!setting) continue;
    const advice = misplacement(role, same[same.length - 1]?.canonical, setting);
    if (advice) misplaced.push({ setting, advice });
    else settings.push(setting);
  }
  const first = items[0];
  const last = items[items.length - 1];
  if (!first || !last) return undefined;
  const librdkafka = items.some((item) => item.canonical.only === 'librdkafka');
  const frame = frameOf(prefix, kind, exactlyOnce);
  return {
    id: `properties:${source.offset ?? 0}:${prefix}`,
    role,
    client: { name: librdkafka ? 'librdkafka' : 'java' },
    ...(frame ? { frame } : {}),
    surface: 'properties',
    label: prefix ? `${prefix}* settings` : `${role} settings`,
    span: { start: first.entry.lineSpan.start, end: last.entry.lineSpan.end },
    anchor: first.entry.keySpan,
    settings,
    misplaced,
    removedOptions: [],
    complete: kind === role && !prefix && winners.has('bootstrap.servers'),
    ...(role === 'broker' && provesSingleBroker(entries) ? { singleBroker: true } : {}),
  };
}

/** The last writing wins, as in java.util.Properties; deleting the setting has to delete all of them. */
function settingOf(same: readonly Recognised[]): Setting | undefined {
  const winner = same[same.length - 1];
  if (!winner) return undefined;
  const { entry, canonical } = winner;
  const read = readValue(entry.value, entry.valueSpan.start);
  return {
    key: canonical.key,
    writtenKey: entry.key,
    keySpan: entry.keySpan,
    value: read.value,
    // With escapes or continued lines the places inside the value are not known one by one: the whole of it is taken.
    valueSpan: entry.literal ? read.span : entry.valueSpan,
    removals: same.map((item) => item.entry.lineSpan),
    form: 'propertiesLine',
  };
}

function roleOfPrefix(prefix: string, kind: FileKind): Role | undefined {
  if (/\$\{|\{\{/.test(prefix)) return undefined;
  const segments = prefix.toLowerCase().split('.').filter(Boolean).reverse();
  for (const segment of segments) {
    if (/producer/.test(segment)) return 'producer';
    if (/consumer/.test(segment)) return 'consumer';
    if (segment === 'admin') return 'admin';
    if (/streams/.test(segment)) return 'streams';
  }
  return kind === 'broker' ? undefined : 'client';
}

function roleOfTop(kind: FileKind, items: readonly Recognised[]): Role | undefined {
  const keys = new Set(items.map((item) => item.canonical.key));
  const has = (side: CanonicalKey['side']): boolean => items.some((item) => item.canonical.side === side);
  const context = [...contextKeys].some((key) => keys.has(key));
  if (kind === 'producer' || kind === 'consumer') {
    const other =
      kind === 'producer' ? keys.has('group.id') || keys.has('key.deserializer') : keys.has('key.serializer');
    return other ? 'client' : kind;
  }
  if (kind !== 'unknown' && kind !== 'bundle') return kind;
  if (!context) return undefined;
  if (has('streams')) return 'streams';
  if (has('producer')) return has('consumer') ? 'client' : 'producer';
  return has('consumer') ? 'consumer' : 'client';
}

const contextKeys: ReadonlySet<string> = new Set([
  'bootstrap.servers',
  'key.serializer',
  'value.serializer',
  'key.deserializer',
  'value.deserializer',
]);

function frameOf(prefix: string, kind: FileKind, exactlyOnce: boolean): Frame | undefined {
  const worker = kind === 'connectWorker' && prefix === 'producer.';
  if (worker) return exactlyOnce ? 'connectExactlyOnce' : 'connect';
  return prefix === 'producer.override.' || kind === 'mirrorMaker' ? 'connect' : undefined;
}

/** Only where the file says which client reads it: a shared file may hold keys for both. */
function misplacement(role: Role, canonical: CanonicalKey | undefined, setting: Setting): string | undefined {
  if (role === 'consumer' && setting.key === 'transactional.id') return 'only a producer reads transactional.id';
  if (role === 'producer' && setting.key === 'enable.auto.commit') return 'only a consumer reads enable.auto.commit';
  if ((role === 'producer' || role === 'consumer') && canonical?.side === 'topic') {
    if (setting.key === 'replication.factor') return undefined;
    return `Kafka reads ${setting.key} from the topic or the broker configuration`;
  }
  return undefined;
}

function provesSingleBroker(entries: readonly PropertyEntry[]): boolean {
  const value = (key: string): string => entries.find((entry) => entry.key === key)?.value.trim() ?? '';
  const both = /broker/.test(value('process.roles')) && /controller/.test(value('process.roles'));
  return both && /^\d+@(?:localhost|127\.0\.0\.1):\d+$/.test(value('controller.quorum.voters'));
}

function bootstrapServers(found: readonly Recognised[]): readonly BootstrapServers[] {
  return found.flatMap(({ entry, canonical }) => {
    if (canonical.key !== 'bootstrap.servers') return [];
    const { value } = readValue(entry.value, entry.valueSpan.start);
    return value.known && value.text ? [{ span: entry.keySpan, servers: value.text }] : [];
  });
}
