import { canonicalKey } from '../canonicalKeys';
import { joinLayers, type LayeredEntry, type Ranked } from '../layers';
import { makeUnit } from '../makeUnit';
import type { Role, Unit } from '../unit';
import { springPath } from './springPath';

/**
 * The Kafka binder of Spring Cloud Stream. A binding's producer gets required-acks, then the binder's `configuration`,
 * then its `producer-properties`, then `default`, then its own `configuration` (KafkaMessageChannelBinder).
 */
export function springCloudStreamUnits(entries: readonly LayeredEntry[]): readonly Unit[] {
  const places = [...entries.flatMap((entry) => placeOf(entry) ?? []), ...attempts(entries)];
  const units: (Unit | undefined)[] = [];
  for (const side of ['producer', 'consumer'] as const) {
    const common = places.filter((place) => place.role === side && place.binding === undefined);
    const bindings = new Set(places.filter((place) => place.role === side).map((place) => place.binding));
    for (const binding of bindings) {
      const own = places.filter((place) => place.role === side && place.binding === binding);
      const inherited =
        binding === undefined
          ? []
          : common.map((place) => ({ ...place, setting: { ...place.setting, inherited: true } }));
      for (const { layer, settings } of joinLayers([...inherited, ...own])) {
        const where = binding === undefined ? 'binder' : `bindings.${binding}`;
        units.push(
          makeUnit({
            id: `stream:${side}:${binding ?? ''}:${layer ?? ''}`,
            role: side,
            surface: 'spring',
            label: `spring.cloud.stream.kafka.${where} ${side}`,
            settings,
            frame: side === 'producer' ? 'springCloudStream' : undefined,
          }),
        );
      }
    }
  }
  for (const role of ['topic', 'streams'] as const) {
    for (const { layer, settings } of joinLayers(places.filter((place) => place.role === role))) {
      const id = `stream:${role}:${layer ?? ''}`;
      units.push(makeUnit({ id, role, surface: 'spring', label: `spring.cloud.stream.kafka ${role}`, settings }));
    }
  }
  return units.filter((unit): unit is Unit => unit !== undefined);
}

interface Place extends Ranked {
  readonly role: Role;
  /** Undefined for the binder's own level. */
  readonly binding?: string;
}

/** A binding's `max-attempts` is of no binder: it counts here where the text configures Kafka's. */
function attempts(entries: readonly LayeredEntry[]): readonly Place[] {
  if (!entries.some(({ key }) => key.startsWith('spring.cloud.stream.kafka.'))) return [];
  return entries.flatMap((entry) => {
    const [, , , group, name = '', side, field] = springPath(entry.key).uniform;
    if (group !== 'bindings' || side !== 'consumer' || field !== 'maxattempts') return [];
    return [{ role: 'consumer', setting: entry.setting('max-attempts'), layer: entry.layer, rank: 4, binding: name }];
  });
}

function placeOf(entry: LayeredEntry): Place | undefined {
  // One of several binders carries a whole environment of its own.
  const key = entry.key.replace(/^spring\.cloud\.stream\.binders\.[^.]+\.environment\./, '');
  const path = springPath(key);
  const at = path.uniform;
  if (at.slice(0, 4).join('.') !== 'spring.cloud.stream.kafka') return undefined;
  const field = (role: Role, name: string, rank: number, binding?: string): Place => ({
    role,
    setting: entry.setting(name),
    layer: entry.layer,
    rank,
    ...(binding === undefined ? {} : { binding }),
  });
  const passed = (role: Role, from: number, rank: number, binding?: string): Place | undefined => {
    const canonical = canonicalKey(path.rest(from));
    return canonical ? field(role, canonical.key, rank, binding) : undefined;
  };
  if (at[4] === 'streams' && at[5] === 'binder' && at[6] === 'configuration') return passed('streams', 7, 1);
  if (at[4] === 'binder') return binderPlace(at, field, passed, path.rest(6));
  const [, , , , group, name = '', side] = at[4] === 'default' ? [...at.slice(0, 5), 'default', ...at.slice(5)] : at;
  if (group !== 'bindings' && group !== 'default') return undefined;
  if (side !== 'producer' && side !== 'consumer') return undefined;
  const from = group === 'default' ? 6 : 7;
  const rank = group === 'default' ? 3 : 4;
  const binding = group === 'default' ? undefined : name;
  const rest = at.slice(from).join('.');
  if (at[from] === 'configuration') return passed(side, from + 1, rank, binding);
  if (side === 'consumer' && rest === 'startoffset') return field(side, 'auto.offset.reset', rank, binding);
  if (side === 'consumer' && rest === 'enabledlq') return field(side, 'enable-dlq', rank, binding);
  if (side === 'consumer' && rest === 'ackmode') return field(side, 'listener.ack-mode', rank, binding);
  if (rest === 'topic.replicationfactor') return field('topic', 'replication.factor', rank);
  return undefined;
}

function binderPlace(
  at: readonly string[],
  field: (role: Role, name: string, rank: number) => Place,
  passed: (role: Role, from: number, rank: number) => Place | undefined,
  configurationKey: string,
): Place | undefined {
  const rest = at.slice(5).join('.');
  if (rest === 'requiredacks') return field('producer', 'acks', 0);
  if (rest === 'replicationfactor') return field('topic', 'replication.factor', 0);
  if (rest === 'transaction.transactionidprefix') return field('producer', 'transactional.id', 2);
  if (rest.startsWith('transaction.producer.configuration.')) return passed('producer', 8, 3);
  if (at[5] === 'producerproperties') return passed('producer', 6, 2);
  if (at[5] === 'consumerproperties') return passed('consumer', 6, 2);
  if (at[5] !== 'configuration') return undefined;
  const side = canonicalKey(configurationKey)?.side;
  return passed(side === 'consumer' ? 'consumer' : 'producer', 6, 1);
}
