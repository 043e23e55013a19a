import type { ExtraWish } from '../../src/protocol/tail';
import { parsePath } from './parseFilter';

export type FixedColumnId =
  | 'mark'
  | 'time'
  | 'partition'
  | 'offset'
  | 'key'
  | 'value'
  | 'sequence'
  | 'id'
  | 'producer'
  | 'transaction'
  | 'headers'
  | 'size';

/** A field of the JSON in the value, by its path: `$.order.id`. */
export type FieldColumnId = `$${string}`;

export type ColumnId = FixedColumnId | FieldColumnId;

export interface Column {
  readonly id: ColumnId;
  /** In the header of the rows. */
  readonly title: string;
  /** In the list of columns, and for a screen reader. */
  readonly name: string;
  readonly tooltip: string;
  /** CSS pixels; undefined = what is left. */
  readonly width: number | undefined;
  /** Given up first when the view is narrow; undefined = never. */
  readonly yields: number | undefined;
}

export interface ColumnSetting {
  readonly id: ColumnId;
  readonly shown: boolean;
  /** CSS pixels; absent = the usual width. */
  readonly width?: number;
}

/** All columns there are, in the user's order: the mark first, hidden ones at their place. */
export type ColumnSettings = readonly ColumnSetting[];

const PARTITION_YIELDS = 8;

const fixed: Readonly<Record<FixedColumnId, Omit<Column, 'id'>>> = {
  mark: { title: '', name: 'Mark', tooltip: 'What was found about the record', width: 30, yields: undefined },
  time: { title: 'Time', name: 'Time', tooltip: 'Timestamp of the record', width: 168, yields: 7 },
  partition: { title: 'Part.', name: 'Partition', tooltip: 'Partition', width: 52, yields: PARTITION_YIELDS },
  offset: { title: 'Offset', name: 'Offset', tooltip: 'Offset in the partition', width: 80, yields: undefined },
  key: { title: 'Key', name: 'Key', tooltip: 'Key of the record', width: 124, yields: 9 },
  value: { title: 'Value', name: 'Value', tooltip: 'Value of the record', width: undefined, yields: undefined },
  sequence: {
    title: 'Seq.',
    name: 'Sequence',
    tooltip: 'Sequence number found in the record',
    width: 76,
    yields: 6,
  },
  id: { title: 'Id', name: 'Message id', tooltip: 'Message id by the rule in force', width: 150, yields: 5 },
  producer: {
    title: 'Producer',
    name: 'Producer',
    tooltip: 'Producer id and epoch of the batch',
    width: 134,
    yields: 4,
  },
  transaction: { title: 'Transaction', name: 'Transaction', tooltip: 'Transaction state', width: 96, yields: 3 },
  headers: { title: 'Headers', name: 'Headers', tooltip: 'The first headers of the record', width: 190, yields: 2 },
  size: { title: 'Size', name: 'Size', tooltip: 'Size of the value', width: 76, yields: 1 },
};

export const fixedColumnIds = Object.keys(fixed) as readonly FixedColumnId[];

const FIELD_WIDTH = 130;
const FIELD_YIELDS = 10;
/** With several topics the partition is told with its topic. */
const TOPIC_PARTITION_WIDTH = 132;

export function describeColumn(id: ColumnId): Column {
  if (!isField(id)) return { id, ...fixed[id] };
  const last = parsePath(id)?.findLast((step) => typeof step === 'string');
  return {
    id,
    title: last === undefined ? id : String(last),
    name: id,
    tooltip: `${id} of the JSON in the value`,
    width: FIELD_WIDTH,
    yields: FIELD_YIELDS,
  };
}

export const isField = (id: ColumnId): id is FieldColumnId => id.startsWith('$');

const MIN_VALUE_WIDTH = 200;
/** Before the partition or the key has to go: an offset without its partition names no record. */
const LEAST_VALUE_WIDTH = 160;

export interface Room {
  /** CSS pixels. */
  readonly width: number;
  readonly withTopics?: boolean;
  /** What a time takes in the format in force, in CSS pixels. */
  readonly timeWidth?: number;
}

/** The columns to show, in order: those chosen, without the least important where the view is too narrow for all. */
export function fitColumns(settings: ColumnSettings, { width, withTopics, timeWidth }: Room): readonly Column[] {
  let shown = settings
    .filter((setting) => setting.shown)
    .map(({ id, width: set }): Column => {
      const column = describeColumn(id);
      const own = id === 'partition' && withTopics ? { ...column, ...topicPartition } : column;
      const usual = id === 'time' ? (timeWidth ?? own.width) : own.width;
      return { ...own, width: set ?? usual };
    });
  // The value gives way before another column has to go.
  const needed = (value: number): number =>
    shown.reduce((sum, { id, width }) => sum + (id === 'value' ? Math.min(width ?? value, value) : (width ?? 0)), 0);
  for (;;) {
    const candidates = shown.filter((column) => column.yields !== undefined);
    if (candidates.length === 0) return shown;
    const weakest = candidates.reduce((a, b) => ((a.yields ?? 0) < (b.yields ?? 0) ? a : b));
    if (needed((weakest.yields ?? 0) < PARTITION_YIELDS ? MIN_VALUE_WIDTH : LEAST_VALUE_WIDTH) <= width) return shown;
    shown = shown.filter((column) => column !== weakest);
  }
}

const topicPartition = {
  title: 'Partition',
  tooltip: 'Topic and partition',
  width: TOPIC_PARTITION_WIDTH,
} as const;

/** As a value of the CSS property grid-template-columns; the last track is what no column takes. */
export function columnTemplate(shown: readonly Column[]): string {
  const tracks = shown.map(({ id, width }) => {
    if (width === undefined) return 'minmax(0, 1fr)';
    return id === 'value' ? `minmax(0, ${width}px)` : `${width}px`;
  });
  const isFilled = shown.some(({ width }) => width === undefined);
  return [...tracks, ...(isFilled ? [] : ['minmax(0, 1fr)'])].join(' ');
}

/** What must be asked of the worker beside the rows themselves; undefined = nothing. */
export function wishOf(shown: readonly Column[]): ExtraWish | undefined {
  const id = shown.some((column) => column.id === 'id');
  const headers = shown.some((column) => column.id === 'headers');
  const fields = fieldsOf(shown).map((field) => parsePath(field) ?? []);
  return id || headers || fields.length > 0 ? { id, headers, fields } : undefined;
}

/** In the order of the wish. */
export const fieldsOf = (shown: readonly Column[]): readonly FieldColumnId[] =>
  shown.map((column) => column.id).filter(isField);
