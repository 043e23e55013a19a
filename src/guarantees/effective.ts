import { type Frame, findSetting, type Setting, type Unit } from '../config/unit';
import { producerDefaults } from './clients';
import type { ProducerDefaults } from './producerDefaults';

export type Acks = '0' | '1' | 'all' | 'invalid' | 'unknown';
export type Idempotence =
  | 'on-explicit'
  | 'on-default'
  | 'on-forced'
  | 'off-explicit'
  | 'off-default'
  | 'off-by-frame'
  | 'off-silently'
  | 'unknown';

/** What a producer really does: written values where there are some, the client's defaults elsewhere. */
export interface Effective {
  readonly defaults: ProducerDefaults;
  readonly acks: Acks;
  readonly idempotence: Idempotence;
  readonly transactional: boolean;
  readonly retries: number | 'unknown';
  readonly inFlight: number | 'unknown';
  readonly explicit: {
    readonly acks: Setting | undefined;
    readonly idempotence: Setting | undefined;
    readonly retries: Setting | undefined;
    readonly inFlight: Setting | undefined;
    readonly transactionalId: Setting | undefined;
  };
}

export function effectiveOf(unit: Unit, javaVersion: string): Effective {
  const defaults = producerDefaults(unit.client, frameOf(unit), javaVersion);
  const explicit = {
    acks: findSetting(unit, 'acks'),
    idempotence: findSetting(unit, 'enable.idempotence'),
    retries: findSetting(unit, 'retries'),
    inFlight: findSetting(unit, 'max.in.flight.requests.per.connection'),
    transactionalId: findSetting(unit, 'transactional.id'),
  };
  const overruled = isOverruled(unit);
  const acks = overruled ? 'all' : explicit.acks ? readAcks(explicit.acks, unit) : defaults.acks;
  const retries = explicit.retries ? numberOf(explicit.retries) : defaults.retries;
  const inFlight = explicit.inFlight ? numberOf(explicit.inFlight) : defaults.inFlight;
  const transactional = explicit.transactionalId !== undefined && valueText(explicit.transactionalId) !== '';
  const idempotence = readIdempotence();
  return { defaults, acks, idempotence, transactional, retries, inFlight, explicit };

  function readIdempotence(): Idempotence {
    // Connect writes it over whatever the worker's file says.
    if (defaults.idempotence === 'forced-on' || overruled) return 'on-forced';
    if (explicit.idempotence) {
      const written = booleanOf(explicit.idempotence);
      if (written === undefined) return 'unknown';
      return written ? 'on-explicit' : 'off-explicit';
    }
    if (defaults.idempotence === 'frame-off') return 'off-by-frame';
    // Not switched off, so weaker settings contradict it as if it were written.
    if (defaults.idempotence === 'demanded') return 'on-forced';
    // A transactional id turns idempotence on in librdkafka; the Java client has it on or refuses; kafkajs's
    // transactions are idempotent producers.
    if (transactional) return 'on-default';
    if (defaults.idempotence === 'off') return 'off-default';
    if (acks === 'unknown' || retries === 'unknown') return 'unknown';
    if (acks === '0' || acks === '1' || retries === 0) return 'off-silently';
    return typeof inFlight === 'number' && inFlight > 5 ? 'off-silently' : 'on-default';
  }
}

/** With exactly-once Faust writes acks="all" and enable_idempotence=True over its own settings (transport/drivers/aiokafka.py). */
const isOverruled = (unit: Unit): boolean =>
  unit.client.name === 'faust' && valueText(findSetting(unit, 'processing.guarantee')) === 'exactly_once';

/** Streams hands settings without a prefix on to its producers and consumers (StreamsConfig.getClientPropsWithPrefix). */
function frameOf(unit: Unit): Frame | undefined {
  if (unit.role !== 'streams') return unit.frame;
  const guarantee = valueText(findSetting(unit, 'processing.guarantee')) ?? '';
  return guarantee.startsWith('exactly_once') ? 'streamsExactlyOnce' : 'streams';
}

/** The text of a known value, without the placeholder that it may be the default of. */
export const valueText = (setting: Setting | undefined): string | undefined =>
  setting?.value.known ? setting.value.text : undefined;

export function numberOf(setting: Setting): number | 'unknown' {
  const text = valueText(setting);
  return text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : 'unknown';
}

/** ConfigDef reads booleans without regard to case. */
export function booleanOf(setting: Setting | undefined): boolean | undefined {
  const text = valueText(setting)?.toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

/**
 * Java takes exactly all, -1, 0 and 1 (ConfigDef.ValidString, letter case counts); librdkafka -1 to 1000 and all, of which
 * brokers accept -1, 0 and 1 only; kafkajs numbers; Logstash's plugin 0, 1 and all.
 */
function readAcks(setting: Setting, unit: Unit): Acks {
  const { value } = setting;
  if (!value.known) return 'unknown';
  const { text } = value;
  if (unit.frame === 'logstash' && text === '-1') return 'invalid';
  if (unit.client.name === 'kafkajs' && value.type !== 'number') return 'invalid';
  if (unit.client.name === 'librdkafka' && text.toLowerCase() === 'all') return 'all';
  if (text === '0' || text === '1') return text;
  return text === '-1' || (text === 'all' && unit.client.name !== 'kafkajs') ? 'all' : 'invalid';
}
