import { type Frame, findSetting, type Setting, type Unit } from '../config/unit';
import { type Effective, effectiveOf } from './effective';
import { settingLabel } from './settingLabels';
import { settingText } from './settingTexts';

/** What counts for one setting of a unit now, and where that comes from. */
export interface SettingState {
  /** Kafka's name. */
  readonly key: string;
  readonly label: string;
  /** What it means for this client. */
  readonly meaning: string | undefined;
  readonly input: SettingInput;
  /** As the unit has it, in Kafka's words; undefined where it is not written, or its value is not known. */
  readonly value: string | undefined;
  readonly origin: SettingOrigin;
  /** What counts where nobody writes it, and who says so; undefined where that is not ours to know. */
  readonly usual: Usual | undefined;
  /** Why the setting cannot be changed in this unit. */
  readonly fixed: string | undefined;
}

export type SettingInput =
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'number'; readonly least: number; readonly most: number }
  | { readonly kind: 'name' };

export type SettingOrigin =
  | { readonly kind: 'written'; readonly defaultOf?: string }
  /** Written, but the value is a placeholder or computed. */
  | { readonly kind: 'unknown' }
  /** Nobody wrote it. */
  | { readonly kind: 'default' };

export interface Usual {
  readonly value: string;
  /** `Default of Java client 4.2`: whose value it is, without a full stop. */
  readonly source: string;
}

/** The settings to show for a unit: all that decide about a producer's delivery, for others those that are written. */
export function settingStates(unit: Unit, javaVersion: string): readonly SettingState[] {
  if (unit.role === 'producer') {
    const effective = effectiveOf(unit, javaVersion);
    return producerKeys
      .filter((key) => concerns(unit, key))
      .map((key) => stateOf(unit, key, producerDefault(unit, key, effective), fixedIn(unit, key, effective)));
  }
  return unit.settings
    .filter(({ key }) => inputs[key] !== undefined)
    .map(({ key }) => stateOf(unit, key, undefined, undefined));
}

const producerKeys = [
  'acks',
  'enable.idempotence',
  'retries',
  'max.in.flight.requests.per.connection',
  'delivery.timeout.ms',
  'transactional.id',
] as const;

const truth: SettingInput = { kind: 'choice', values: ['true', 'false'] };
const count = (least: number, most = 2_147_483_647): SettingInput => ({ kind: 'number', least, most });

const inputs: Readonly<Record<string, SettingInput>> = {
  acks: { kind: 'choice', values: ['all', '1', '0'] },
  'enable.idempotence': truth,
  retries: count(0),
  'max.in.flight.requests.per.connection': count(1),
  'delivery.timeout.ms': count(1),
  'transactional.id': { kind: 'name' },
  'enable.auto.commit': truth,
  'auto.offset.reset': { kind: 'choice', values: ['earliest', 'latest', 'none'] },
  'isolation.level': { kind: 'choice', values: ['read_committed', 'read_uncommitted'] },
  'replication.factor': count(1, 32_767),
  'min.insync.replicas': count(1, 32_767),
  'unclean.leader.election.enable': truth,
};

/** One sentence when a value may not be written, else undefined. Nothing that passes can leave its place in any format. */
export function checkValue(key: string, value: string): string | undefined {
  const input = inputs[key];
  const label = settingLabel(key);
  if (!input) return `${label} cannot be changed here.`;
  if (input.kind === 'choice') return input.values.includes(value) ? undefined : `${label} has no value ${value}.`;
  if (input.kind === 'number') {
    const number = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN;
    const fits = number >= input.least && number <= input.most;
    return fits ? undefined : `${label} is a whole number from ${input.least} to ${input.most}.`;
  }
  return /^[\w.-]{1,200}$/.test(value)
    ? undefined
    : `${label} may have letters, digits, dots, hyphens and underscores here. Anything else is for the file itself.`;
}

/** Why the value of a setting is not to be changed where the unit stands. */
function elsewhere({ inherited, file, value }: Setting): string | undefined {
  if (file !== undefined) return `Written in ${file}, which is read together with this file.`;
  if (inherited) return 'Written in another place, which this one takes it from.';
  return value.known && value.from !== undefined ? `The value is that of ${value.from}.` : undefined;
}

function stateOf(unit: Unit, key: string, usual: Usual | undefined, fixed: string | undefined): SettingState {
  const setting = findSetting(unit, key);
  const value = setting?.value.known ? kafkaText(setting, setting.value.text) : undefined;
  return {
    key,
    label: settingLabel(key),
    meaning: settingText(key, value, unit.client.name),
    input: inputs[key] ?? { kind: 'name' },
    value,
    origin: originOf(setting),
    usual,
    fixed: setting ? (elsewhere(setting) ?? fixed) : fixed,
  };
}

function originOf(setting: Setting | undefined): SettingOrigin {
  if (!setting) return { kind: 'default' };
  if (!setting.value.known) return { kind: 'unknown' };
  const { defaultOf } = setting.value;
  return { kind: 'written', ...(defaultOf === undefined ? {} : { defaultOf }) };
}

const kafkaText = (setting: Setting, text: string): string =>
  setting.key === 'acks' && (text === '-1' || text.toLowerCase() === 'all') ? 'all' : text;

/** False for settings that the client or tool does not have; one that is written is shown all the same. */
function concerns(unit: Unit, key: string): boolean {
  if (findSetting(unit, key)) return true;
  const { client, frame } = unit;
  if (frame !== undefined && ownOptions.has(frame)) return key === 'acks' || key === 'retries';
  if (key === 'delivery.timeout.ms') return client.name === 'java' || client.name === 'librdkafka';
  return key !== 'transactional.id' || frame === undefined || !withoutTransactions.has(frame);
}

/** Programs with a short list of options of their own, which hand nothing else on to their client. */
const ownOptions: ReadonlySet<Frame> = new Set([
  'beats',
  'logstash',
  'fluentd',
  'telegraf',
  'openTelemetry',
  'jaeger',
  'redpandaConnect',
  'apisix',
  'kong',
  'dapr',
]);

/** These never call initTransactions: with a transactional id each send of theirs would fail. */
const withoutTransactions: ReadonlySet<Frame> = new Set([
  'consoleProducer',
  'kcat',
  'connect',
  'connectExactlyOnce',
  'streams',
  'streamsExactlyOnce',
]);

function fixedIn(unit: Unit, key: string, { idempotence, explicit }: Effective): string | undefined {
  const isSend = unit.client.name === 'kafkajs' && explicit.acks !== undefined && !explicit.acks.inherited;
  if (unit.client.name === 'kafkajs' && key === 'acks' && !isSend)
    return 'kafkajs reads acks from each send() and sendBatch().';
  if (isSend && key !== 'acks') return 'kafkajs reads it from producer().';
  if (key === 'enable.idempotence' && idempotence === 'on-forced' && !findSetting(unit, key))
    return `${forcer(unit)} sets it.`;
  return undefined;
}

/** Who decides about idempotence over the head of the configuration. */
function forcer({ frame, client }: Unit): string {
  if (frame === 'connect' || frame === 'connectExactlyOnce') return 'Kafka Connect';
  return frame === 'streamsExactlyOnce' ? 'Kafka Streams' : client.name;
}

/** A number as a person reads it; Infinity stands for no limit. */
const amount = (value: number): string => (Number.isFinite(value) ? String(value) : 'no limit');

function producerDefault(unit: Unit, key: (typeof producerKeys)[number], { defaults, idempotence }: Effective): Usual {
  const source = `Default of ${defaults.source.replace(/^The /, 'the ')}`;
  const connect = unit.frame === 'connect' || unit.frame === 'connectExactlyOnce';
  switch (key) {
    case 'acks':
      return { value: defaults.acks, source };
    case 'enable.idempotence': {
      if (idempotence === 'off-silently')
        return { value: 'false', source: `On by default in ${defaults.source}, but other settings here switch it off` };
      if (idempotence === 'on-forced' || idempotence === 'off-by-frame')
        return { value: String(idempotence === 'on-forced'), source: `Set by ${forcer(unit)}` };
      return { value: String(defaults.idempotence === 'on'), source };
    }
    case 'retries':
      return { value: amount(defaults.retries), source };
    case 'max.in.flight.requests.per.connection':
      return { value: amount(defaults.inFlight), source };
    case 'delivery.timeout.ms':
      // KIP-91 (Java 2.1); message.timeout.ms in librdkafka's CONFIGURATION.md; Connect lets its tasks wait for ever.
      if (connect) return { value: '2147483647', source: 'Set by Kafka Connect' };
      return { value: unit.client.name === 'librdkafka' ? '300000' : '120000', source };
    case 'transactional.id':
      return { value: 'none', source: 'No transactions' };
  }
}
