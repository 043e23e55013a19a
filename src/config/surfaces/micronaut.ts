import { canonicalKey } from '../canonicalKeys';
import { joinLayers, type LayeredEntry, type Ranked } from '../layers';
import { makeUnit } from '../makeUnit';
import type { Unit } from '../unit';

/**
 * Micronaut: a client gets `kafka.*` and then its own keys. `default` is for clients without keys of their own: a named one
 * takes nothing from it (KafkaProducerConfiguration, KafkaConsumerConfiguration).
 */
export function micronautUnits(entries: readonly LayeredEntry[]): readonly Unit[] {
  const clients = new Map<string, Ranked[]>();
  const common: Ranked[] = [];
  for (const entry of entries) {
    const own = /^kafka\.(?<kind>producers|consumers)\.(?<id>[^.]+)\.(?<key>.+)$/.exec(entry.key)?.groups;
    const canonical = canonicalKey(own?.key ?? entry.key.replace(/^kafka\./, ''));
    if (!canonical || !entry.key.startsWith('kafka.')) continue;
    const setting = entry.setting(canonical.key);
    if (!own) {
      common.push({ setting: { ...setting, inherited: true }, layer: entry.layer, rank: 0 });
      continue;
    }
    const id = `${own.kind}.${own.id}`;
    const items = clients.get(id) ?? [];
    items.push({ setting, layer: entry.layer, rank: 1 });
    clients.set(id, items);
  }
  return [...clients].flatMap(([id, own]) => {
    const kind = id.startsWith('producers') ? 'producers' : 'consumers';
    return joinLayers([...common, ...own]).flatMap(({ layer, settings }) => {
      if (!settings.some((setting) => !setting.inherited)) return [];
      const unit = makeUnit({
        id: `micronaut:${id}:${layer ?? ''}`,
        role: kind === 'producers' ? 'producer' : 'consumer',
        surface: 'micronaut',
        label: `kafka.${id}`,
        settings,
        complete: layer === undefined,
      });
      return unit ?? [];
    });
  });
}
