import { contains, type Span } from '../base/span';
import { environmentName } from '../config/settingNames';
import type { MisplacedSetting, Setting, SurfaceName, Unit } from '../config/unit';
import type { CompletionRequest } from './completion';
import { type KeyManner, keyManner, wordAround } from './keyManners';
import { guideFor, guideKeys } from './settingGuide';

/** Where a setting that was put at the cursor landed. */
export interface Probe {
  readonly unit: Unit;
  readonly setting: Setting;
  /** What stands in front of Kafka's key: `spring.kafka.producer.`. */
  readonly prefix: string;
  /** The word at the cursor. */
  readonly word: Span;
}

export type KeyProbe = Probe & Pick<KeyManner, 'replace' | 'write'>;

/** The setting whose value is being written at the cursor. */
export function probeValue(request: CompletionRequest): Probe | undefined {
  const { text, offset, surface } = request;
  const word = wordAround(text, offset, valueChar);
  const before = text.slice(lineStart(text, word.start), word.start);
  const assigned = surface.kind === 'shell' ? /[=\s]["']?$/ : /[=:][ \t]*["']?$/;
  if (!assigned.test(before)) return undefined;
  const found = landed(request, word, '0', (setting) => setting.valueSpan.start === word.start);
  return found && { ...found, prefix: '', word };
}

/** The unit that a key at the cursor would belong to. */
export function probeKey(request: CompletionRequest): KeyProbe | undefined {
  const { text, offset, surface } = request;
  const manner = keyManner(surface, text, offset);
  if (!manner) return undefined;
  const { word } = manner;
  const typed = text.slice(word.start, offset);
  for (const prefix of [...prefixesOf(typed), ...variablePrefixes(request, typed), ...connectorPrefix(text, typed)]) {
    for (const keys of trialsOf(surface.kind === 'shell', manner.separated, isVariables(prefix))) {
      const newText = manner.trial(keys.map((key) => prefix + key));
      const end = word.start + newText.length;
      const inside = ({ keySpan }: Setting): boolean => word.start <= keySpan.start && keySpan.end <= end;
      const found = landed(request, manner.replace, newText, inside);
      if (!found || !takesKeys(found.unit, found.setting) || guideFor(found.unit.role).length === 0) continue;
      // Lines of another format inside of this one have its separator.
      const inner = surface.kind === 'structured' && found.setting.form === 'propertiesLine';
      const write = inner && !manner.separated ? (key: string) => `${key}=` : manner.write;
      return { ...found, ...manner, write, prefix };
    }
  }
  return undefined;
}

/** Surfaces that take every key of Kafka under its own name; others do where they took one with dots. */
const takesKeys = ({ surface }: Unit, { key, writtenKey }: Setting): boolean =>
  keyed.includes(surface) ||
  (surface !== 'code' && surface !== 'kafkajs' && key.includes('.') && writtenKey.endsWith(key));

const keyed: readonly SurfaceName[] = [
  'properties',
  'shell',
  'spring',
  'smallrye',
  'micronaut',
  'application',
  'environment',
  'connect',
  'kubernetes',
];

/**
 * Keys of several sides, because not every place takes every key. Where entries may be added they are tried at once: one
 * reading of the text instead of several.
 */
function trialsOf(shell: boolean, separated: boolean, variables: boolean): readonly (readonly string[])[] {
  const named = ['min.insync.replicas', 'isolation-level', 'isolation.level', 'enable.idempotence', 'acks'];
  const keys = variables ? [...new Set(named.map(environmentName))] : named;
  if (shell) return [['acks'], ['min.insync.replicas']];
  return separated ? [[keys[keys.length - 1] ?? ''], [keys[0] ?? '']] : [keys];
}

/** In front of the settings of a connector's own producer. */
export const overriding = 'producer.override.';

const connectorPrefix = (text: string, typed: string): readonly string[] =>
  /connector\.class|\bKafkaConnector\b/.test(text) && /^(?:p|c|$)/.test(typed) ? [overriding] : [];

const isVariables = (prefix: string): boolean => /^[A-Z][A-Z\d]*_$|^(?:[A-Z][A-Z\d]*_)+$/.test(prefix);

/** What stands in front of the names of Kafka's settings in the variables of a text: `CONNECT_PRODUCER_`. */
function variablePrefixes({ units }: CompletionRequest, typed: string): readonly string[] {
  if (!/^[A-Z\d_]*$/.test(typed)) return [];
  const prefixes = units.flatMap((unit) =>
    unit.settings.flatMap(({ key, writtenKey }) => {
      const name = environmentName(key);
      return writtenKey.endsWith(name) ? [writtenKey.slice(0, -name.length)] : [];
    }),
  );
  const fitting = prefixes.filter((prefix) => prefix.startsWith(typed) || typed.startsWith(prefix));
  const begun = typed.endsWith('_') ? [typed] : [];
  return [...new Set([...fitting, ...begun])].filter(isVariables).slice(0, 4);
}

/** Prefixes of a typed text behind which a key of Kafka may have begun, the likeliest first. */
function prefixesOf(typed: string): readonly string[] {
  const cuts = [0, ...[...typed.matchAll(/\./g)].map((dot) => dot.index + 1)];
  const begun = (cut: number): boolean => cut < typed.length && beginsKey(typed.slice(cut));
  return [...cuts.filter(begun), typed.length]
    .filter((cut) => cut < typed.length || cuts.includes(cut))
    .map((cut) => typed.slice(0, cut));
}

const beginsKey = (rest: string): boolean => guideKeys.some((key) => key.startsWith(rest.toLowerCase()));

function landed(
  { text, units, read }: CompletionRequest,
  span: Span,
  newText: string,
  isIt: (setting: Setting) => boolean,
): { readonly unit: Unit; readonly setting: Setting } | undefined {
  const changed = text.slice(0, span.start) + newText + text.slice(span.end);
  for (const unit of read({ span, newText }, changed)) {
    const all = [...unit.settings, ...unit.misplaced.map((one: MisplacedSetting) => one.setting)];
    const hits = all.filter(isIt);
    // A key with dots tells more about the place. Of one that is written twice the other may win; the removals name both.
    const setting =
      hits.find(({ key }) => key.includes('.')) ??
      hits[0] ??
      all.find((one) => one.removals.some((removal) => contains(removal, span.start)));
    if (!setting || setting.inherited) continue;
    // The trial must not change what the unit is taken for.
    const real = units.find((one) => one.id === unit.id);
    return { unit: real ? { ...unit, role: real.role, client: real.client } : unit, setting };
  }
  return undefined;
}

const valueChar = /[\w-]/;

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;
