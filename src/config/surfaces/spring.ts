import { ownValue } from '../../base/ownValue';
import { canonicalKey } from '../canonicalKeys';
import { joinLayers, type LayeredEntry, type Ranked } from '../layers';
import { makeUnit } from '../makeUnit';
import type { MisplacedSetting, Setting, Unit } from '../unit';
import { springWords, withWords } from '../words';
import { springPath } from './springPath';

/**
 * `spring.kafka.*` of Spring Boot (KafkaProperties). Producer, consumer and streams each get the common properties, then
 * their own fields, then their own `properties`, which win.
 */
export function springUnits(entries: readonly LayeredEntry[], complete: boolean): readonly Unit[] {
  const ranked: Record<Side, Ranked[]> = {
    producer: [],
    consumer: [],
    streams: [],
    'streams producer': [],
    'streams consumer': [],
  };
  const misplaced: { readonly advice: MisplacedSetting; readonly layer: string | undefined }[] = [];
  for (const entry of entries) {
    const place = placeOf(entry);
    if (!place) continue;
    if ('advice' in place) {
      if (entry.file === undefined) misplaced.push({ advice: place, layer: entry.layer });
      continue;
    }
    for (const side of place.sides) ranked[side].push({ setting: place.setting, layer: entry.layer, rank: place.rank });
  }
  const exactlyOnce = ranked.streams.some(
    ({ setting: { key, value } }) => key === 'processing.guarantee' && value.known && /^exactly_once/.test(value.text),
  );
  const units: (Unit | undefined)[] = [];
  for (const side of sides) {
    for (const { layer, settings } of joinLayers(ranked[side])) {
      const lost =
        side === 'producer' ? misplaced.filter((item) => item.layer === layer).map((item) => item.advice) : [];
      units.push(plan(side, layer, settings, lost, complete, exactlyOnce));
    }
  }
  // A misplaced key of a file that says nothing else about its producer.
  const seen = new Set(ranked.producer.map((item) => item.layer));
  for (const { advice, layer } of misplaced) {
    if (!seen.has(layer))
      units.push(plan('producer', `${layer ?? ''}:${advice.setting.writtenKey}`, [], [advice], false, false));
  }
  return units.filter((unit): unit is Unit => unit !== undefined);
}

/** Kafka Streams hands what stands behind `producer.` and `consumer.` of its properties to its own clients. */
type Side = 'producer' | 'consumer' | 'streams' | 'streams producer' | 'streams consumer';
const sides: readonly Side[] = ['producer', 'consumer', 'streams', 'streams producer', 'streams consumer'];
/** Those that get the common properties. */
const ownSides: readonly Side[] = ['producer', 'consumer', 'streams'];

function plan(
  side: Side,
  layer: string | undefined,
  settings: readonly Setting[],
  misplaced: readonly MisplacedSetting[],
  complete: boolean,
  exactlyOnce: boolean,
): Unit | undefined {
  const ofStreams = side.startsWith('streams');
  // Addresses alone make no producer: an application may only read.
  const produces = side !== 'producer' || settings.some(({ key }) => canonicalKey(key)?.side === 'producer');
  return makeUnit({
    id: `spring:${side}:${layer ?? ''}`,
    role: side === 'streams producer' ? 'producer' : side === 'streams consumer' ? 'consumer' : side,
    surface: 'spring',
    label: layer === undefined ? `spring.kafka.${side}` : `spring.kafka.${side} (${layer})`,
    settings,
    misplaced,
    complete: complete && produces && !ofStreams,
    ...(ofStreams && side !== 'streams' ? { frame: exactlyOnce ? 'streamsExactlyOnce' : 'streams' } : {}),
  });
}

interface Place {
  readonly sides: readonly Side[];
  readonly setting: Setting;
  readonly rank: number;
}

function placeOf(entry: LayeredEntry): Place | MisplacedSetting | undefined {
  const path = springPath(entry.key);
  if (path.uniform[0] !== 'spring' || path.uniform[1] !== 'kafka') return undefined;
  const name = path.uniform.slice(2).join('.');
  const field = ownValue(fields, name);
  if (field) return { sides: [field.side], setting: withWords(entry.setting(field.key), springWords), rank: 1 };
  const [owner = '', next] = path.uniform.slice(2);
  if (owner === 'properties') return pass(entry, path.rest(3), ownSides, 0);
  if (next === 'properties' && isSide(owner)) {
    const inner =
      owner === 'streams' ? /^(?:main\.)?(?<client>producer|consumer)\.(?<key>.+)$/.exec(path.rest(4)) : null;
    if (!inner?.groups) return pass(entry, path.rest(4), [owner], 2);
    const { client, key = '' } = inner.groups;
    return pass(entry, key, [client === 'producer' ? 'streams producer' : 'streams consumer'], 2);
  }
  const advice = name === 'acks' ? acksAdvice : owner === 'producer' ? adviceFor(name) : undefined;
  return advice ? { setting: entry.setting(advice.key), advice: advice.text } : undefined;
}

function pass(entry: LayeredEntry, key: string, to: readonly Side[], rank: number): Place | undefined {
  const canonical = canonicalKey(key);
  if (!canonical) return undefined;
  const wanted = to.filter((side) => to.length === 1 || fits(side, canonical.side));
  return { sides: wanted, setting: entry.setting(canonical.key), rank };
}

/** A common property goes to every client; a finding about it belongs to the side that reads it. */
const fits = (side: Side, of: string): boolean => of === 'shared' || of === side;

const isSide = (name: string): name is Side => (ownSides as readonly string[]).includes(name);

const fields: Readonly<Record<string, { readonly side: Side; readonly key: string } | undefined>> = {
  'producer.acks': { side: 'producer', key: 'acks' },
  'producer.retries': { side: 'producer', key: 'retries' },
  'producer.transactionidprefix': { side: 'producer', key: 'transactional.id' },
  'template.transactionidprefix': { side: 'producer', key: 'transactional.id' },
  'consumer.enableautocommit': { side: 'consumer', key: 'enable.auto.commit' },
  'consumer.autooffsetreset': { side: 'consumer', key: 'auto.offset.reset' },
  'consumer.isolationlevel': { side: 'consumer', key: 'isolation.level' },
  'consumer.groupid': { side: 'consumer', key: 'group.id' },
  'listener.ackmode': { side: 'consumer', key: 'listener.ack-mode' },
  'streams.replicationfactor': { side: 'streams', key: 'replication.factor' },
};

const acksAdvice = { key: 'acks', text: 'Spring Boot reads spring.kafka.producer.acks' };

/** Keys of Kafka that Spring Boot has no field for: it drops them without a word. */
function adviceFor(name: string): { readonly key: string; readonly text: string } | undefined {
  const found = fieldless.find(({ written }) => written.test(name));
  return found && { key: found.key, text: `Spring Boot reads spring.kafka.producer.properties.${found.key}` };
}

const fieldless = [
  { written: /^producer\.enable\.?idempotence$/, key: 'enable.idempotence' },
  { written: /^producer\.max\.?in\.?flight/, key: 'max.in.flight.requests.per.connection' },
  { written: /^producer\.delivery\.?timeout/, key: 'delivery.timeout.ms' },
] as const;
