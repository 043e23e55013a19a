import { canonicalKey } from '../canonicalKeys';
import { joinLayers, type LayeredEntry, type Ranked } from '../layers';
import { makeUnit } from '../makeUnit';
import type { Setting, Unit } from '../unit';

/**
 * Channels of SmallRye Reactive Messaging (Quarkus, Helidon, Open Liberty). A channel gets `kafka.*`, then what is
 * written for the connector, then its own keys. A channel of another connector is left alone.
 */
export function smallryeUnits(entries: readonly LayeredEntry[]): readonly Unit[] {
  const channels = new Map<string, Channel>();
  const common: Ranked[] = [];
  for (const entry of entries) {
    const shared = /^(?:mp\.messaging\.connector\."?smallrye-kafka"?|kafka)\.(?<key>.+)$/.exec(entry.key)?.groups?.key;
    const canonical = shared === undefined ? undefined : canonicalKey(shared);
    if (canonical) {
      const setting = { ...entry.setting(canonical.key), inherited: true };
      common.push({ setting, layer: entry.layer, rank: entry.key.startsWith('kafka.') ? 0 : 1 });
    }
    const found = channelKey.exec(entry.key)?.groups;
    const { direction, quoted, plain, key } = found ?? {};
    if ((direction !== 'incoming' && direction !== 'outgoing') || key === undefined) continue;
    const name = quoted ?? plain ?? '';
    const id = `${direction}.${name}`;
    const channel = channels.get(id) ?? { id, name, direction, entries: [] };
    channel.entries.push({ entry, key });
    channels.set(id, channel);
  }
  const others = [...channels.values()].some(({ entries: own }) =>
    own.some(({ entry, key }) => key === 'connector' && !isKafka(entry.text)),
  );
  return [...channels.values()].flatMap((channel) => unitsOf(channel, common, others));
}

const channelKey =
  /^mp\.messaging\.(?<direction>incoming|outgoing)\.(?:"(?<quoted>[^"]+)"|(?<plain>[^."]+))\.(?<key>.+)$/;

interface Channel {
  readonly id: string;
  readonly name: string;
  readonly direction: 'incoming' | 'outgoing';
  readonly entries: { readonly entry: LayeredEntry; readonly key: string }[];
}

const isTrue = (setting: Setting): boolean => setting.value.known && setting.value.text === 'true';

const isKafka = (connector: string): boolean => /^(?:smallrye|helidon|liberty)-kafka$/.test(connector.trim());

function unitsOf(channel: Channel, common: readonly Ranked[], others: boolean): readonly Unit[] {
  const { direction } = channel;
  const connectors = channel.entries.filter(({ key }) => key === 'connector').map(({ entry }) => entry);
  const connector = connectors.find(({ text }) => isKafka(text));
  // Without a line for it the connector is the only one on the class path, which then has to be Kafka's.
  if (connectors.length > 0 ? !connector : others) return [];
  // A profile may put another connector in its place, as tests do: what stands there is not Kafka's.
  const elsewhere = new Set(connectors.filter(({ text }) => !isKafka(text)).map(({ layer }) => layer));
  const entries = channel.entries.filter(({ entry: { layer } }) => layer === undefined || !elsewhere.has(layer));
  const role = direction === 'outgoing' ? 'producer' : 'consumer';
  const own = entries.flatMap(({ entry, key }): Ranked[] => {
    const name = canonicalKey(key)?.key ?? strategies[direction].find((strategy) => strategy === key);
    return name === undefined ? [] : [{ setting: entry.setting(name), layer: entry.layer, rank: 2 }];
  });
  // Throttled commits are the connector's own; with `ignore` and auto-commit the offsets go ahead of the work.
  const auto = own.some(({ setting }) => setting.key === 'enable.auto.commit' && isTrue(setting));
  for (const { key, entry } of auto ? entries : []) {
    if (key !== 'commit-strategy') continue;
    const text = String(entry.text.trim() === 'ignore');
    const setting = entry.setting('commit.before.processing');
    own.push({ setting: { ...setting, value: { known: true, text, type: 'boolean' } }, layer: entry.layer, rank: 2 });
  }
  const speaksKafka = connector !== undefined || own.some(({ setting }) => kafkaOnly.test(setting.key));
  if (!speaksKafka) return [];
  // The layer that declares the channel, which has the connector's defaults even with nothing else written.
  const home = connector?.layer;
  const joined = joinLayers([...common, ...own]);
  const layers = joined.filter(
    ({ layer, settings }) => layer === home || settings.some((setting) => !setting.inherited),
  );
  const always = joined.find(({ layer }) => layer === undefined)?.settings ?? [];
  const base = layers.some(({ layer }) => layer === home)
    ? layers
    : [{ layer: home, settings: always.map((setting) => ({ ...setting, inherited: true })) }, ...layers];
  return base.flatMap(({ layer, settings }) => {
    const here = entries.filter(({ entry }) => entry.layer === layer && entry.file === undefined);
    const anchor = (here.find(({ key }) => key === 'connector') ?? here[0])?.entry;
    const unit = makeUnit({
      id: `smallrye:${channel.id}:${layer ?? ''}`,
      role,
      surface: 'smallrye',
      label: `${direction} channel ${channel.name}`,
      settings,
      ...(anchor ? { anchor: anchor.keySpan } : {}),
      frame: 'smallrye',
      complete: connector !== undefined && layer === home,
    });
    return unit ?? [];
  });
}

/** Keys that the connectors for AMQP, RabbitMQ and others do not have. */
const kafkaOnly =
  /^(?:acks|enable\.idempotence|max\.in\.flight.*|transactional\.id|auto\.offset\.reset|enable\.auto\.commit)$/;

const strategies = { incoming: ['commit-strategy', 'failure-strategy'], outgoing: [] } as const satisfies Record<
  string,
  readonly string[]
>;
