import type { Span } from '../../base/span';
import type { ClientName, Frame, Role, Setting, Unit } from '../unit';

export interface WrittenSetting {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: string;
  readonly type: 'text' | 'number' | 'boolean';
  readonly valueSpan: Span;
  readonly spellings?: Readonly<Record<string, string>>;
}

/** A unit out of settings that were found by their spelling, without a syntax tree: nothing of it can be cut out. */
export function writtenUnit(
  text: string,
  found: readonly WrittenSetting[],
  of: {
    readonly id: string;
    readonly role: Role;
    readonly client: ClientName;
    readonly frame?: Frame;
    readonly label: string;
    /** What is not written is not set elsewhere either. */
    readonly complete?: boolean;
  },
): Unit | undefined {
  const first = found[0];
  const last = found[found.length - 1];
  if (!first || !last) return undefined;
  const settings = new Map(found.map((one) => [one.key, settingOf(text, one)]));
  return {
    id: `code:${of.id}`,
    role: of.role,
    client: { name: of.client },
    ...(of.frame ? { frame: of.frame } : {}),
    surface: 'code',
    label: of.label,
    span: { start: first.keySpan.start, end: Math.max(last.keySpan.end, last.valueSpan.end) },
    anchor: first.keySpan,
    settings: [...settings.values()],
    misplaced: [],
    removedOptions: [],
    complete: of.complete ?? false,
  };
}

const settingOf = (text: string, { key, keySpan, value, type, valueSpan, spellings }: WrittenSetting): Setting => ({
  key,
  writtenKey: text.slice(keySpan.start, keySpan.end),
  keySpan,
  value: { known: true, text: value, type },
  valueSpan,
  removals: [],
  form: type === 'text' ? 'plainValue' : 'expression',
  ...(spellings ? { spellings } : {}),
});
