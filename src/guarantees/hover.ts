import { contains, type Span } from '../base/span';
import type { Setting, Unit } from '../config/unit';
import type { Analysis, Hover } from './analysis';
import { defaultOf } from './defaultOf';
import { valueText } from './effective';
import { type GuideEntry, guideTo } from './settingGuide';
import { settingText } from './settingTexts';

/** What is true at a place: the findings there, the meaning of the setting, its default. */
export function hoverAt(analysis: Analysis, offset: number, javaVersion: string): Hover | undefined {
  const findings = analysis.findings.filter(({ span }) => contains(span, offset) || span.end === offset);
  const found = settingAt(analysis, offset);
  const pieces: string[] = [];
  const guide = found && guideTo(found.setting.key);
  const text = found && settingText(found.setting.key, valueText(found.setting), found.unit.client.name);
  if (text) pieces.push(text);
  else if (guide) pieces.push(escapeMarkdown([guide.meaning, costOf(guide, found.setting)].filter(Boolean).join(' ')));
  // The editor draws a finding's own message above the hover: here stands what is behind it.
  for (const { rule, explanation, reference } of findings)
    pieces.push(`**${rule}** ${escapeMarkdown(explanation)} [Source](${reference})`);
  const usual = found && defaultOf(found.setting.key, found.unit, javaVersion);
  if (usual) pieces.push(`Default: \`${usual.value}\` (${usual.source}).`);
  // Findings bring their own source.
  if (guide && findings.length === 0)
    pieces.push(`[${escapeMarkdown(guide.key)} in Kafka's documentation](${guide.reference})`);
  const span = found?.span ?? findings[0]?.span;
  return span && pieces.length > 0 ? { span, markdown: pieces.join('\n\n') } : undefined;
}

/** What the written value means, where the guide knows it. */
function costOf(guide: GuideEntry, setting: Setting): string | undefined {
  const value = valueText(setting)?.toLowerCase();
  const known = guide.values.find((one) => one.value === value);
  return known && `${guide.key}=${known.value}: ${known.meaning}`;
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

const escapeMarkdown = (text: string): string => text.replace(/[\\`*_[\]<>]/g, '\\$&');
