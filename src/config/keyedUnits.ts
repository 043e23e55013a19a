import type { Span } from '../base/span';
import { type CanonicalKey, canonicalKey, mayEndInKey } from './canonicalKeys';
import type { FileKind } from './fileKind';
import type {
  BootstrapServers,
  ClientName,
  Extraction,
  Frame,
  MisplacedSetting,
  Role,
  Setting,
  SurfaceName,
  Unit,
} from './unit';

/** A key with dots and the value behind it, in whatever format they were written. */
export interface KeyedEntry {
  readonly key: string;
  readonly keySpan: Span;
  /** All that is written for the entry, its line break included where it has lines for itself. */
  readonly span: Span;
  /** The value as written, escapes resolved. */
  readonly text: string;
  /** The entry as a setting of this name. */
  readonly setting: (canonicalName: string) => Setting;
  /** Where it is written when not in the text that is read: its settings are inherited then. */
  readonly file?: string;
}

export interface KeyedSource {
  readonly entries: readonly KeyedEntry[];
  readonly kind: FileKind;
  readonly surface: SurfaceName;
  /** Starts the ids of the units: unique in the document. */
  readonly id: string;
  readonly client?: ClientName;
  readonly singleBroker?: boolean;
  readonly severalBrokers?: boolean;
}

/** The units of a list of keys: one for the keys at top level, one for each prefix in front of Kafka's keys. */
export function keyedUnits(source: KeyedSource): Extraction {
  const { entries } = source;
  const clusters = source.kind === 'mirrorMaker' ? clustersOf(entries) : none;
  const keys = new Set(entries.map(({ key }) => key));
  const found = entries.flatMap((entry) => recognise(entry, clusters, keys) ?? []);
  const groups = new Map<string, Recognised[]>();
  for (const item of found) {
    const group = groups.get(item.group);
    if (group) group.push(item);
    else groups.set(item.group, [item]);
  }
  const exactlyOnce = found.some(isExactlyOnce);
  const units: Unit[] = [];
  for (const [prefix, items] of groups) {
    const base = streamsBase.exec(prefix)?.[1];
    const ofBase = found.filter((item) => item.group === base);
    const unit = buildUnit(prefix, items, base === undefined ? exactlyOnce : ofBase.some(isExactlyOnce), source);
    if (unit) units.push(unit);
  }
  return { units, consumerCommands: [], bootstrapServers: bootstrapServers(found) };
}

/** The clients of Streams behind a prefix of its own: `kafka-streams.producer.`, `ksql.streams.consumer.`. */
const streamsBase = /^((?:[\w-]+\.)*[\w-]*streams\.)(?:(?:main|restore|global)\.)?(?:producer|consumer)\.$/i;

const isExactlyOnce = ({ canonical, entry }: Recognised): boolean =>
  (canonical.key === 'exactly.once.source.support' && entry.text.trim() === 'enabled') ||
  (canonical.key === 'processing.guarantee' && /^exactly_once/.test(entry.text.trim()));

interface Recognised {
  readonly entry: KeyedEntry;
  readonly canonical: CanonicalKey;
  /** What stands before Kafka's key, last dot included. */
  readonly prefix: string;
  /** The prefix without a trailing `properties.`: both halves of such a pair configure one client. */
  readonly group: string;
}

function recognise(
  entry: KeyedEntry,
  clusters: ReadonlySet<string>,
  keys: ReadonlySet<string>,
): Recognised | undefined {
  const { key } = entry;
  if (!mayEndInKey(key)) return undefined;
  // The longest suffix that is a key wins: `offset.storage.replication.factor` before `replication.factor`.
  for (let at = 0; at >= 0 && at < key.length; at = nextSegment(key, at)) {
    const canonical = canonicalKey(key.slice(at));
    if (!canonical) continue;
    const prefix = key.slice(0, at);
    const known = () =>
      isMirrored(prefix, canonical, clusters) ||
      isTopic(prefix, canonical, keys) ||
      (clusters.size === 0 && standsBesideServers(prefix, canonical, keys));
    if (prefix && !prefixSpeaksKafka(prefix, canonical) && !known()) return undefined;
    return { entry, canonical, prefix, group: prefix.replace(/(?:^|(?<=\.))(?:properties|configuration)\.$/, '') };
  }
  return undefined;
}

/**
 * `north->south.replication.factor` is of the connectors of a flow of MirrorMaker, `south.offset.storage.replication.factor`
 * of the worker in front of a cluster (MirrorMakerConfig.connectorBaseConfig and workerConfig).
 */
function isMirrored(prefix: string, { side }: CanonicalKey, clusters: ReadonlySet<string>): boolean {
  const names = prefix.slice(0, -1).split('->');
  if (!names.every((name) => clusters.has(name))) return false;
  return names.length === 2 ? side === 'topic' || side === 'connect' : side === 'connect';
}

/** `input.topic.replication.factor`: a topic that a program makes for itself, beside its servers or the partitions of the topic. */
const isTopic = (prefix: string, { side }: CanonicalKey, keys: ReadonlySet<string>): boolean =>
  side === 'topic' &&
  (created.test(prefix) ||
    (ofTopic.test(prefix) && (keys.has('bootstrap.servers') || keys.has(`${prefix}partitions`))));

/** In a map of a list, or below a name of somebody's own, the servers beside it say that a key is Kafka's. */
const standsBesideServers = (prefix: string, { side }: CanonicalKey, keys: ReadonlySet<string>): boolean =>
  /^(?:producer|consumer|shared)$/.test(side) &&
  besideServers.some((key) => keys.has(prefix + key)) &&
  !otherBroker.test(prefix) &&
  !aroundKafka.test(prefix);

const besideServers = ['bootstrap.servers', 'metadata.broker.list', 'key.serializer', 'key.deserializer'];

/** The topics of a group that a source connector makes (KIP-158). */
const created = /^topic\.creation\.[\w-]+\.$/;
const ofTopic = /topic[\w-]*\.$|^topic\.creation\.[\w-]+\.$/i;

const clustersOf = (entries: readonly KeyedEntry[]): ReadonlySet<string> =>
  new Set(entries.find(({ key }) => key === 'clusters')?.text.split(/[\s,]+/) ?? []);

const none: ReadonlySet<string> = new Set();

function nextSegment(key: string, at: number): number {
  const dot = key.indexOf('.', at);
  return dot < 0 ? -1 : dot + 1;
}

function prefixSpeaksKafka(prefix: string, canonical: CanonicalKey): boolean {
  if (otherBroker.test(prefix) || aroundKafka.test(prefix)) return false;
  // `kafka.offsets.commit.retries` is some program's own retry: a common word needs the client right before it.
  const near = canonical.generic || canonical.key === 'bootstrap.servers' ? adjacentClient : ancestorClient;
  return near.test(prefix) || (canonical.key === 'bootstrap.servers' && /^[\w-]+\.$/.test(prefix));
}

const ancestorClient = /kafka|producer|consumer|rdkafka|ksql|^debezium\.source\./i;
const adjacentClient =
  /(?:(?:kafka|producer|consumer|ksql\.streams|producer\.override|consumer\.override)(?:[-_]?(?!exporter|ui|manager|connect|monitor|lag|health|retry|topics?\b|dlq|http)\w*)|(?:producers|consumers)\.[\w-]+)\.(?:properties\.|configuration\.)?$/i;
/** Programs that watch or serve Kafka have settings of their own. */
const aroundKafka = /(?:^|\.)kafka[-_]?(?:ui|exporter|manager|lag|hq|drop|monitor|minion)\b/i;
const otherBroker = /rabbit|amqp|pulsar|nats|mqtt|jms|rocketmq|activemq|artemis|kinesis|redis|servicebus/i;

function buildUnit(
  prefix: string,
  items: readonly Recognised[],
  exactlyOnce: boolean,
  source: KeyedSource,
): Unit | undefined {
  const { kind, entries, surface } = source;
  const areTopics = ofTopic.test(prefix) && items.every(({ canonical }) => canonical.side === 'topic');
  const role = areTopics ? 'topic' : prefix ? roleOfPrefix(prefix, kind) : roleOfTop(kind, items);
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
    if (!advice) settings.push(setting);
    else if (!setting.inherited) misplaced.push({ setting, advice });
  }
  const own = items.filter(({ entry }) => entry.file === undefined);
  const first = own[0];
  const last = own[own.length - 1];
  if (!first || !last) return undefined;
  const librdkafka = items.some((item) => item.canonical.only === 'librdkafka');
  const frame = frameOf(prefix, kind, exactlyOnce, role);
  const singleBroker = role === 'broker' && (source.singleBroker || provesSingleBroker(entries));
  // What not every unit has is assigned below: spread in under a condition, it took as long as all the rest.
  const unit: { -readonly [K in keyof Unit]: Unit[K] } = {
    id: `${source.id}:${prefix}`,
    role,
    client: { name: source.client ?? (librdkafka ? 'librdkafka' : 'java') },
    surface,
    label: prefix ? `${prefix}* settings` : `${role} settings`,
    span: { start: first.entry.span.start, end: last.entry.span.end },
    anchor: first.entry.keySpan,
    settings,
    misplaced,
    removedOptions: [],
    complete: kind === role && !prefix && winners.has('bootstrap.servers'),
  };
  if (frame) unit.frame = frame;
  if (singleBroker) unit.singleBroker = true;
  if (source.severalBrokers) unit.severalBrokers = true;
  return unit;
}

/** The last writing wins, as in java.util.Properties; deleting the setting has to delete all of them. */
function settingOf(same: readonly Recognised[]): Setting | undefined {
  const winner = same[same.length - 1];
  if (!winner) return undefined;
  const setting = winner.entry.setting(winner.canonical.key);
  const here = same.filter(({ entry }) => entry.file === undefined);
  if (here.length < 2 || setting.inherited) return setting;
  const all = here.map((item) => item.entry.setting(item.canonical.key).removals);
  // One that cannot be cut out would come back to life when the others are.
  return { ...setting, removals: all.some((removals) => removals.length === 0) ? [] : all.flat() };
}

function roleOfPrefix(prefix: string, kind: FileKind): Role | undefined {
  if (/\$\{|\{\{/.test(prefix)) return undefined;
  const segments = prefix.toLowerCase().split('.');
  for (let at = segments.length - 1; at >= 0; at -= 1) {
    const segment = segments[at] ?? '';
    if (/producer/.test(segment)) return 'producer';
    if (/consumer/.test(segment)) return 'consumer';
    if (segment === 'admin') return 'admin';
    if (/streams/.test(segment)) return 'streams';
    if (segment === 'debezium') return 'connector';
  }
  if (kind === 'mirrorMaker' && segments.length === 2) return 'mirrorMaker';
  return kind === 'broker' ? undefined : 'client';
}

function roleOfTop(kind: FileKind, items: readonly Recognised[]): Role | undefined {
  const writes = (...keys: readonly string[]): boolean => items.some((item) => keys.includes(item.canonical.key));
  const has = (side: CanonicalKey['side']): boolean => items.some((item) => item.canonical.side === side);
  if (kind === 'producer') return writes('group.id', 'key.deserializer') ? 'client' : kind;
  if (kind === 'consumer') return writes('key.serializer') ? 'client' : kind;
  if (kind !== 'unknown' && kind !== 'bundle') return kind;
  if (!items.some((item) => contextKeys.has(item.canonical.key))) return undefined;
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

function frameOf(prefix: string, kind: FileKind, exactlyOnce: boolean, role: Role): Frame | undefined {
  if (streamsBase.test(prefix)) return exactlyOnce ? 'streamsExactlyOnce' : 'streams';
  if (kind === 'streams') return role === 'streams' ? undefined : exactlyOnce ? 'streamsExactlyOnce' : 'streams';
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

function provesSingleBroker(entries: readonly KeyedEntry[]): boolean {
  const value = (key: string): string => entries.find((entry) => entry.key === key)?.text.trim() ?? '';
  const both = /broker/.test(value('process.roles')) && /controller/.test(value('process.roles'));
  return both && /^\d+@(?:localhost|127\.0\.0\.1):\d+$/.test(value('controller.quorum.voters'));
}

function bootstrapServers(found: readonly Recognised[]): readonly BootstrapServers[] {
  return found.flatMap(({ entry, canonical }) => {
    if (canonical.key !== 'bootstrap.servers' || entry.file !== undefined) return [];
    const { value } = entry.setting(canonical.key);
    return value.known && value.text ? [{ span: entry.keySpan, servers: value.text }] : [];
  });
}
