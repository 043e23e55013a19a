import type { Unit } from '../config/unit';
import { type Effective, effectiveOf, valueText } from './effective';
import { inFlightRefused } from './inFlightRefused';
import type { RungId } from './ladder';
import type { SettingChange } from './planChanges';
import { settingStates } from './settingStates';

export type PresetId = 'payments' | 'orders' | 'ingestion' | 'analytics';

/** A choice of settings by what the data need. */
export interface Preset {
  readonly id: PresetId;
  readonly title: string;
  /** The rung that a unit reaches where its client has it; `noGuarantee` is the place under at least once. */
  readonly aims: RungId | 'noGuarantee';
  readonly gives: string;
  readonly costs: string;
}

export const presets: readonly Preset[] = [
  {
    id: 'payments',
    title: 'Payments',
    aims: 'transactional',
    gives:
      'No acknowledged record is lost, and none is written twice by a retry; with a transactional id also none by a restart.',
    costs:
      'Every write waits for all replicas in sync, and transactions add a round trip for each commit, need code that begins and commits them, and readers with read_committed.',
  },
  {
    id: 'orders',
    title: 'Orders',
    aims: 'idempotent',
    gives: 'No acknowledged record is lost, retries write once and keep the order of each partition.',
    costs: 'Every write waits for all replicas in sync. What the application itself sends twice is written twice.',
  },
  {
    id: 'ingestion',
    title: 'Crash-safe ingestion',
    aims: 'atLeastOnce',
    gives:
      'An acknowledged record survives the crash of a broker, and what fails is sent again until the delivery timeout.',
    costs: 'Every write waits for all replicas in sync, and readers may have to recognise records that arrive twice.',
  },
  {
    id: 'analytics',
    title: 'Analytics',
    aims: 'noGuarantee',
    gives: 'Fast: the leader alone answers.',
    costs:
      'Acknowledged records are lost when the leader fails before a follower has copied them, and a retry can write a record twice.',
  },
];

export interface PresetPlan {
  readonly changes: readonly SettingChange[];
  /** What the preset would like but cannot do in this unit, in sentences. */
  readonly notes: readonly string[];
}

/** The fewest changes that bring a unit to what the preset aims at. */
export function presetChanges(preset: PresetId, unit: Unit, javaVersion: string): PresetPlan {
  const effective = effectiveOf(unit, javaVersion);
  const wanted =
    preset === 'analytics'
      ? fast(effective)
      : [
          ...durable(effective),
          ...(preset === 'ingestion' ? startable(unit, effective, javaVersion) : idempotent(unit, effective)),
        ];
  const fixed = new Map(settingStates(unit, javaVersion).map(({ key, fixed }) => [key, fixed]));
  const notes = wanted.flatMap(({ key, value }) => {
    const why = fixed.get(key);
    return why === undefined ? [] : [`${key}${value === undefined ? '' : `=${value}`} cannot be set here: ${why}`];
  });
  const changes = wanted.filter(({ key }) => fixed.get(key) === undefined);
  return { changes, notes: [...notes, ...advice(preset, effective, fixed.has('transactional.id'))] };
}

/** acks=all, and retries that are not switched off: both ask for a write only where the present value is another. */
function durable({ acks, retries, explicit }: Effective): SettingChange[] {
  return [
    ...(acks === 'all' ? [] : [{ key: 'acks', value: 'all' }]),
    ...(retries === 0
      ? [explicit.retries ? { key: 'retries', value: undefined } : { key: 'retries', value: '2147483647' }]
      : []),
    ...(retries === 'unknown' ? [{ key: 'retries', value: undefined }] : []),
  ];
}

function idempotent(unit: Unit, effective: Effective): SettingChange[] {
  const limit = effective.defaults.inFlightLimit;
  const { inFlight, explicit } = effective;
  const tooMany = explicit.inFlight !== undefined && (inFlight === 'unknown' || inFlight > limit);
  return [
    ...(isOn(unit, effective) ? [] : [{ key: 'enable.idempotence', value: 'true' }]),
    ...(tooMany ? [{ key: 'max.in.flight.requests.per.connection', value: String(limit) }] : []),
  ];
}

/** Idempotence that is on once acks and retries allow it. */
function isOn(unit: Unit, { idempotence, defaults }: Effective): boolean {
  if (idempotence === 'off-silently') return defaults.idempotence === 'on';
  if (idempotence === 'unknown') return false;
  return idempotence.startsWith('on') && !(unit.client.name === 'kafkajs' && idempotence === 'on-default');
}

/** Leaves idempotence as it is, unless it stands in the way of starting at all. */
function startable(unit: Unit, effective: Effective, javaVersion: string): SettingChange[] {
  const limit = String(effective.defaults.inFlightLimit);
  return inFlightRefused(unit, effective, javaVersion)
    ? [{ key: 'max.in.flight.requests.per.connection', value: limit }]
    : [];
}

/** acks=1 excludes idempotence: what demands it has to go, or the producer would not start. */
function fast(effective: Effective): SettingChange[] {
  const { acks, idempotence, retries, explicit, transactional } = effective;
  return [
    ...(acks === '1' ? [] : [{ key: 'acks', value: '1' }]),
    ...(idempotence === 'on-explicit' || idempotence === 'unknown'
      ? [{ key: 'enable.idempotence', value: 'false' }]
      : []),
    ...(transactional ? [{ key: 'transactional.id', value: undefined }] : []),
    ...((retries === 0 && explicit.retries) || retries === 'unknown' ? [{ key: 'retries', value: undefined }] : []),
    ...(idempotence === 'off-silently' && tooManyForJava(effective)
      ? [{ key: 'enable.idempotence', value: 'false' }]
      : []),
  ];
}

/** From Java 4.0 more than five requests in flight need idempotence to be off in so many words (KAFKA-17927). */
const tooManyForJava = ({ inFlight, defaults }: Effective): boolean =>
  defaults.silentlyOff && typeof inFlight === 'number' && inFlight > 5;

function advice(preset: PresetId, effective: Effective, hasTransactions: boolean): readonly string[] {
  if (preset === 'analytics' && effective.transactional) return ['The code must no longer begin transactions.'];
  if (preset !== 'payments') return [];
  if (valueText(effective.explicit.transactionalId)) return [];
  return hasTransactions
    ? [
        'For the top rung also type a transactional id, another one for each running instance. Without code that begins and commits transactions every send would then fail.',
      ]
    : ['This client or tool has no transactions here: idempotent is as far as its settings go.'];
}
