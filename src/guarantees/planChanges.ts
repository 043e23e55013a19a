import { additions } from '../config/addSetting';
import { editsBetween } from '../config/diffLines';
import { removeSetting, setValue } from '../config/edit';
import { applyEdits, type TextEdit } from '../config/textEdit';
import { findSetting, type Setting, type Unit } from '../config/unit';
import type { Analysis, JudgedUnit } from './analysis';
import { settingLabel } from './settingLabels';

/** A wish for one setting of a unit, in Kafka's words. Without a value the setting goes and the default counts. */
export interface SettingChange {
  readonly key: string;
  readonly value: string | undefined;
}

export type ChangePlan =
  | {
      readonly kind: 'planned';
      readonly text: string;
      /** From the old text to the new one. */
      readonly edits: readonly TextEdit[];
      readonly analysis: Analysis;
      /** The unit in the new text; undefined when nothing of it is left there. */
      readonly unit: JudgedUnit | undefined;
    }
  | { readonly kind: 'impossible'; readonly key: string; readonly reason: string };

/**
 * Writes the changes into the text one by one, and reads the text again after each: what cannot be written so that it
 * counts, with everything else of the unit as it was, is refused rather than written on trust.
 */
export function planChanges(
  text: string,
  analysis: Analysis,
  unitId: string,
  changes: readonly SettingChange[],
  analyse: (text: string) => Analysis,
): ChangePlan {
  let state: State = { text, analysis, unit: analysis.units.find(({ unit }) => unit.id === unitId) };
  // What goes may be the neighbour that something new is written beside: deletions come last.
  const ordered = [...changes].sort((a, b) => Number(a.value === undefined) - Number(b.value === undefined));
  for (const change of ordered) {
    const { unit } = state;
    if (!unit) return refuse(change, 'Nothing of these settings is left in the file.');
    const next = step(state, unit.unit, change, analyse);
    if (typeof next === 'string') return refuse(change, next);
    state = next;
  }
  return { kind: 'planned', edits: editsBetween(text, state.text), ...state };
}

interface State {
  readonly text: string;
  readonly analysis: Analysis;
  readonly unit: JudgedUnit | undefined;
}

const refuse = ({ key }: SettingChange, reason: string): ChangePlan => ({ kind: 'impossible', key, reason });

/** The text with one change more, or the sentence that says why not. */
function step(state: State, unit: Unit, change: SettingChange, analyse: (text: string) => Analysis): State | string {
  const { key, value } = change;
  const setting = findSetting(unit, key);
  const name = settingLabel(key);
  if (setting?.file !== undefined) return `${name} is written in ${setting.file}. Change it there.`;
  if (setting?.inherited) return `${name} is written in another place that this one takes it from. Change it there.`;
  if (setting?.value.known && setting.value.from !== undefined)
    return `${name} is the value of ${setting.value.from}. Change it there.`;
  if (value === undefined) {
    if (!setting) return state;
    const edits = removeSetting(setting);
    const next = edits.length > 0 ? take(state, unit, edits, analyse) : undefined;
    const gone = next && (!next.unit || !own(next.unit.unit, key));
    return gone ? next : `${name} cannot be cut out safely here. Delete it in the file.`;
  }
  if (setting && hasValue(setting, value)) return state;
  const candidates = setting
    ? [setValue(state.text, setting, codeText(setting, value))]
    : additions(state.text, unit, key, value).map((edit) => [edit]);
  for (const edits of candidates) {
    const next = take(state, unit, edits, analyse);
    if (next.unit && counts(next.unit.unit, key, value) && othersAreAsBefore(unit, next.unit.unit, key)) return next;
  }
  return setting
    ? `${name} cannot be changed here by AckLens. Change it in the file.`
    : `AckLens does not know how ${name} is written here. Write it in the file.`;
}

function take(state: State, unit: Unit, edits: readonly TextEdit[], analyse: (text: string) => Analysis): State {
  const text = applyEdits(state.text, edits);
  const analysis = analyse(text);
  return { text, analysis, unit: followUnit(unit, analysis, edits) };
}

/** The unit in the text after the edits: ids may count what stands in a file, so the place has to agree too. */
function followUnit(unit: Unit, analysis: Analysis, edits: readonly TextEdit[]): JudgedUnit | undefined {
  const start = moved(unit.span.start, edits, 'start');
  const end = moved(unit.span.end, edits, 'end');
  const there = analysis.units.filter(
    // A configuration that said nothing of its side may become a producer's by what is written into it.
    (one) =>
      (one.unit.role === unit.role || (unit.role === 'client' && one.unit.role === 'producer')) &&
      one.unit.span.start <= end &&
      start <= one.unit.span.end,
  );
  return there.find((one) => one.unit.id === unit.id) ?? (there.length === 1 ? there[0] : undefined);
}

function moved(offset: number, edits: readonly TextEdit[], side: 'start' | 'end'): number {
  let shift = 0;
  for (const { span, newText } of edits) {
    const before = side === 'start' ? span.end <= offset && span.start < offset : span.start <= offset;
    if (before) shift += newText.length - (Math.min(span.end, offset) - span.start);
  }
  return offset + shift;
}

const own = (unit: Unit, key: string): Setting | undefined => {
  const setting = findSetting(unit, key);
  return setting?.inherited ? undefined : setting;
};

function counts(unit: Unit, key: string, value: string): boolean {
  const setting = own(unit, key);
  return setting !== undefined && hasValue(setting, value);
}

function hasValue({ key, value }: Setting, wanted: string): boolean {
  if (!value.known) return false;
  return value.text === wanted || (key === 'acks' && wanted === 'all' && value.text === '-1');
}

function othersAreAsBefore(before: Unit, after: Unit, key: string): boolean {
  const others = (unit: Unit): string =>
    unit.settings
      .filter((setting) => setting.key !== key)
      .map((setting) => `${setting.key}=${setting.value.known ? setting.value.text : ''}`)
      .sort()
      .join('\n');
  return others(before) === others(after) && before.misplaced.length === after.misplaced.length;
}

/** Words in program text are quoted; numbers and booleans, and values that the client has words for, are not. */
function codeText(setting: Setting, value: string): string {
  const isCode = setting.form === 'objectProperty' || setting.form === 'shorthandProperty';
  const bare = /^(?:-?\d+|true|false|all|read_\w+|earliest|latest)$/.test(value);
  return isCode && !bare ? `'${value}'` : value;
}
