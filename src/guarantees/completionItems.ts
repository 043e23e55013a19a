import { canonicalKey } from '../config/canonicalKeys';
import { environmentName } from '../config/settingNames';
import type { Unit } from '../config/unit';
import type { Completion, CompletionRequest } from './completion';
import type { KeyProbe, Probe } from './completionProbe';
import { type DefaultValue, defaultOf } from './defaultOf';
import { type GuideEntry, guideFor, guideTo } from './settingGuide';
import { springName } from './springNames';

/** The keys that a unit does not have yet, as its place writes them. */
export function keyItems(
  { unit, word, replace, write }: KeyProbe,
  places: readonly { readonly prefix: string; readonly unit: Unit }[],
  { surface, javaVersion, text, units }: CompletionRequest,
): readonly Completion[] {
  const yaml = surface.kind === 'structured' && surface.format === 'yaml';
  const written = new Set(units.find((one) => one.id === unit.id)?.settings.map((one) => one.key));
  const spring = yaml && unit.surface === 'spring' ? springPlace(text, word.start) : undefined;
  return places.flatMap((place) =>
    guideFor(place.unit.role).flatMap((entry, index): readonly Completion[] => {
      if (place.unit === unit && written.has(entry.key)) return [];
      const label = place.prefix + nameOf(place.prefix, entry.key, spring);
      return [
        {
          kind: 'key',
          label,
          insert: write(label),
          replace,
          detail: detailOf(defaultOf(entry.key, place.unit, javaVersion)),
          meaning: entry.meaning,
          reference: entry.reference,
          order: index + (place.unit === unit ? 0 : 500),
        },
      ];
    }),
  );
}

/** Kafka's key behind a prefix: a variable, Spring's own name, or the key itself. */
function nameOf(prefix: string, key: string, spring: string | undefined): string {
  if (/^[A-Z][A-Z\d_]*_$/.test(prefix)) {
    const dotted = prefix.toLowerCase().replaceAll('_', '.');
    return environmentName(springName(dotted, key) ?? key);
  }
  return springName(spring ?? prefix, key) ?? key;
}

/** The place that the lines above a line of YAML make, as a prefix of Spring's: `spring.kafka.producer.`. */
function springPlace(text: string, at: number): string | undefined {
  const names: string[] = [];
  let indent = at - (text.lastIndexOf('\n', at - 1) + 1);
  for (const line of text
    .slice(0, at - indent)
    .split('\n')
    .reverse()) {
    const [, blanks = '', name = ''] = /^( *)([\w.-]+):\s*(?:#.*)?$/.exec(line.trimEnd()) ?? [];
    if (name === '' || blanks.length >= indent) continue;
    names.unshift(name);
    indent = blanks.length;
    if (indent === 0) break;
  }
  return `${names.join('.')}.`;
}

/** The values worth writing for the setting at the cursor. */
export function valueItems({ unit, setting, word }: Probe, { javaVersion }: CompletionRequest): readonly Completion[] {
  const entry = guideTo(setting.key) ?? guideTo(canonicalKey(setting.writtenKey)?.key ?? '');
  const spell = (value: string): string => setting.spellings?.[value] ?? value;
  return entry ? valuesOf(entry, unit, javaVersion, spell).map((one) => ({ ...one, replace: word })) : [];
}

export function valuesOf(
  entry: GuideEntry,
  unit: Pick<Unit, 'role' | 'client' | 'frame'>,
  javaVersion: string,
  spell: (value: string) => string = (value) => value,
): readonly Omit<Completion, 'replace'>[] {
  const usual = defaultOf(entry.key, unit, javaVersion);
  return entry.values.map(({ value, meaning }, order) => ({
    kind: 'value',
    label: spell(value),
    insert: spell(value),
    detail:
      usual &&
      (usual.value === value ? `the default of ${usual.source}` : detailOf({ ...usual, value: spell(usual.value) })),
    meaning,
    reference: entry.reference,
    order,
  }));
}

export const detailOf = (usual: DefaultValue | undefined): string | undefined =>
  usual && `default ${usual.value} · ${usual.source}`;
