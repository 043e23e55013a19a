import { contains, type Span } from '../base/span';
import type { Setting, Unit } from '../config/unit';
import type { Analysis, Hover } from './analysis';
import { producerDefaults } from './clients';
import { valueText } from './effective';
import { settingText } from './settingTexts';

/** What is true at a place: the findings there, the meaning of the setting, its default. */
export function hoverAt(analysis: Analysis, offset: number, javaVersion: string): Hover | undefined {
  const findings = analysis.findings.filter(({ span }) => contains(span, offset) || span.end === offset);
  const found = settingAt(analysis, offset);
  const pieces: string[] = [];
  const text = found && settingText(found.setting.key, valueText(found.setting), found.unit.client.name);
  if (text) pieces.push(text);
  for (const { rule, message, explanation, reference } of findings) {
    pieces.push(`**${rule}** ${escapeMarkdown(message)}`, `${escapeMarkdown(explanation)} [Source](${reference})`);
  }
  const usual = found && defaultText(found.unit, found.setting.key, javaVersion);
  if (usual) pieces.push(usual);
  const span = found?.span ?? findings[0]?.span;
  return span && pieces.length > 0 ? { span, markdown: pieces.join('\n\n') } : undefined;
}

function settingAt(analysis: Analysis, offset: number): { unit: Unit; setting: Setting; span: Span } | undefined {
  for (const { unit } of analysis.units) {
    const own = unit.settings.filter((setting) => !setting.inherited);
    for (const setting of [...own, ...unit.misplaced.map((item) => item.setting)]) {
      const span = { start: setting.keySpan.start, end: Math.max(setting.keySpan.end, setting.valueSpan.end) };
      if (contains(span, offset) || span.end === offset) return { unit, setting, span };
    }
  }
  return undefined;
}

function defaultText(unit: Unit, key: string, javaVersion: string): string | undefined {
  if (unit.role !== 'producer' && unit.role !== 'client') return undefined;
  const defaults = producerDefaults(unit.client, unit.frame, javaVersion);
  const idempotence: Readonly<Record<typeof defaults.idempotence, string>> = {
    on: 'true',
    off: 'false',
    demanded: 'true',
    'forced-on': 'true, whatever is written',
    'forced-off': 'false, whatever is written',
  };
  const values: Readonly<Record<string, string>> = {
    acks: defaults.acks,
    'enable.idempotence': idempotence[defaults.idempotence],
    retries: String(defaults.retries),
    'max.in.flight.requests.per.connection': Number.isFinite(defaults.inFlight)
      ? String(defaults.inFlight)
      : 'no limit',
    'linger.ms': String(defaults.lingerMs),
  };
  const value = values[key];
  return value === undefined ? undefined : `Default: \`${value}\` (${defaults.source}).`;
}

const escapeMarkdown = (text: string): string => text.replace(/[\\`*_[\]<>]/g, '\\$&');
