import { contains, type Span } from '../base/span';
import type { MisplacedSetting, Setting, SurfaceName, Unit } from '../config/unit';
import type { CompletionRequest } from './completion';
import { guideKeys } from './settingGuide';

/** Where a setting that was put at the cursor landed. */
export interface Probe {
  readonly unit: Unit;
  readonly setting: Setting;
  /** What stands in front of Kafka's key: `spring.kafka.producer.`. */
  readonly prefix: string;
  /** The word at the cursor. */
  readonly word: Span;
  /** True when a separator follows the word. */
  readonly separated: boolean;
}

/** The setting whose value is being written at the cursor. */
export function probeValue(request: CompletionRequest): Probe | undefined {
  const { text, offset, surface } = request;
  const word = wordAround(text, offset, valueChar);
  const before = text.slice(lineStart(text, word.start), word.start);
  const assigned = surface.kind === 'shell' ? /[=\s]["']?$/ : /[=:][ \t]*["']?$/;
  if (!assigned.test(before)) return undefined;
  const found = landed(request, word, '0', (setting) => setting.valueSpan.start === word.start);
  return found && { ...found, prefix: '', word, separated: true };
}

/** The unit that a key at the cursor would belong to. */
export function probeKey(request: CompletionRequest): Probe | undefined {
  const { text, offset, surface } = request;
  const word = wordAround(text, offset, keyChar);
  const yaml = surface.kind === 'structured' && surface.format === 'yaml';
  if (surface.kind === 'structured' && !yaml) return undefined;
  const before = text.slice(lineStart(text, word.start), word.start);
  // A key is the first word of a line; on a command line it follows an option, perhaps in quotes.
  if (!(surface.kind === 'shell' ? /[\s"'=,]$/ : /^[ \t]*$/).test(before)) return undefined;
  if (surface.kind === 'properties' && /\\\r?\n$/.test(text.slice(0, word.start - before.length))) return undefined;
  const separated = /^[ \t]*[=:]/.test(text.slice(word.end, word.end + 20));
  const rest = separated ? '' : yaml ? ': 0' : '=0';
  for (const prefix of prefixesOf(text.slice(word.start, offset))) {
    for (const trial of trialsOf(surface.kind === 'shell', prefix, yaml ? ': 0' : '=0', `\n${before}`)) {
      const newText = trial + rest;
      const end = word.start + newText.length;
      const found = landed(request, word, newText, ({ keySpan }) => word.start <= keySpan.start && keySpan.end <= end);
      if (found && keyed.includes(found.unit.surface)) return { ...found, prefix, word, separated };
    }
  }
  return undefined;
}

/** Surfaces that take every key of Kafka under its own name. */
const keyed: readonly SurfaceName[] = [
  'properties',
  'shell',
  'spring',
  'smallrye',
  'micronaut',
  'application',
  'connect',
  'kubernetes',
];

/**
 * Keys of several sides, because not every place takes every key. Where lines may be added they are tried at once: one
 * reading of the text instead of several.
 */
function trialsOf(shell: boolean, prefix: string, assigned: string, lineBreak: string): readonly string[] {
  if (shell) return [`${prefix}acks`, `${prefix}min.insync.replicas`];
  const others = ['min.insync.replicas', 'isolation-level', 'isolation.level'];
  return [`${others.map((key) => prefix + key + assigned).join(lineBreak)}${lineBreak}${prefix}acks`];
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
    // Of a key that is written twice the other place may win; the removals name both.
    const setting = all.find(isIt) ?? all.find((one) => one.removals.some((removal) => contains(removal, span.start)));
    if (!setting || setting.inherited) continue;
    // The trial must not change what the unit is taken for.
    const real = units.find((one) => one.id === unit.id);
    return { unit: real ? { ...unit, role: real.role, client: real.client } : unit, setting };
  }
  return undefined;
}

const keyChar = /[\w.-]/;
const valueChar = /[\w-]/;

function wordAround(text: string, offset: number, char: RegExp): Span {
  let start = offset;
  while (start > 0 && char.test(text[start - 1] ?? '')) start -= 1;
  let end = offset;
  while (end < text.length && char.test(text[end] ?? '')) end += 1;
  return { start, end };
}

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;
