import {
  type ColumnId,
  type ColumnSetting,
  type ColumnSettings,
  type FieldColumnId,
  fixedColumnIds,
  isField,
} from './columns';
import { parsePath } from './parseFilter';

const hiddenAtFirst: readonly ColumnId[] = ['id', 'headers', 'size'];

export const defaultColumns: ColumnSettings = fixedColumnIds.map((id) => ({ id, shown: !hiddenAtFirst.includes(id) }));

/** Each is looked up in every row on screen. */
export const MAX_FIELDS = 12;
const MIN_WIDTH = 28;
const MAX_WIDTH = 1600;

/** A row without its mark and offset would be no row of a log. */
export const canHide = (id: ColumnId): boolean => id !== 'mark' && id !== 'offset';

/** Reads what was saved, possibly by another version: columns that are missing come at their usual place. */
export function readColumns(saved: unknown): ColumnSettings {
  if (!Array.isArray(saved)) return defaultColumns;
  const read: ColumnSetting[] = [{ id: 'mark', shown: true }];
  for (const item of saved) {
    const setting = readSetting(item);
    if (!setting || read.some(({ id }) => id === setting.id)) continue;
    if (isField(setting.id) && read.filter(({ id }) => isField(id)).length >= MAX_FIELDS) continue;
    read.push(setting);
  }
  for (const [i, missing] of defaultColumns.entries())
    if (!read.some(({ id }) => id === missing.id)) read.splice(i, 0, missing);
  return read;
}

function readSetting(item: unknown): ColumnSetting | undefined {
  const { id, shown, width } = typeof item === 'object' && item !== null ? (item as Record<string, unknown>) : {};
  const known =
    fixedColumnIds.find((one) => one === id) ??
    (typeof id === 'string' && id.startsWith('$') ? readField(id) : undefined);
  if (known === undefined) return undefined;
  return {
    id: known,
    shown: shown === true || !canHide(known),
    ...(typeof width === 'number' && Number.isFinite(width) ? { width: clamp(width) } : {}),
  };
}

/** A path as it is typed: with or without `$.`. Undefined when it is none, or the whole value. */
export function readField(text: string): FieldColumnId | undefined {
  const typed = text.trim();
  const path = typed.startsWith('$') ? typed : `$${typed.startsWith('[') ? '' : '.'}${typed}`;
  const steps = path.length <= 200 ? parsePath(path) : undefined;
  return steps && steps.length > 0 ? (path as FieldColumnId) : undefined;
}

export const showColumn = (settings: ColumnSettings, id: ColumnId, shown: boolean): ColumnSettings =>
  settings.map((setting) => (setting.id === id && canHide(id) ? { ...setting, shown } : setting));

/** `width` in CSS pixels; undefined = as it was at first. */
export const resizeColumn = (settings: ColumnSettings, id: ColumnId, width: number | undefined): ColumnSettings =>
  settings.map((setting) =>
    setting.id !== id ? setting : { id, shown: setting.shown, ...(width === undefined ? {} : { width: clamp(width) }) },
  );

/** Puts a column beside another; the mark stays first. */
export function placeColumn(
  settings: ColumnSettings,
  id: ColumnId,
  side: 'before' | 'after',
  beside: ColumnId,
): ColumnSettings {
  const moved = settings.find((setting) => setting.id === id);
  if (!moved || id === 'mark' || id === beside || (beside === 'mark' && side === 'before')) return settings;
  const rest = settings.filter((setting) => setting !== moved);
  const at = rest.findIndex((setting) => setting.id === beside);
  return at < 0 ? settings : rest.toSpliced(side === 'before' ? at : at + 1, 0, moved);
}

/** A field as a column before the value; one that is pinned already is shown again. A sentence when there are too many. */
export function pinField(settings: ColumnSettings, field: FieldColumnId): ColumnSettings | string {
  if (settings.some(({ id }) => id === field)) return showColumn(settings, field, true);
  if (settings.filter(({ id }) => isField(id)).length >= MAX_FIELDS)
    return `At most ${MAX_FIELDS} fields can be columns: remove one of them first.`;
  const at = settings.findIndex(({ id }) => id === 'value');
  return settings.toSpliced(at, 0, { id: field, shown: true });
}

export const unpinField = (settings: ColumnSettings, field: FieldColumnId): ColumnSettings =>
  settings.filter(({ id }) => id !== field);

const clamp = (width: number): number => Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width)));
