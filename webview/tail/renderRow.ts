import { visibleText } from '../../src/base/visibleText';
import type { Preview, RecordRow, ViewRow } from '../../src/protocol/tail';
import type { ColumnId, FieldColumnId } from './columns';
import { markText } from './debugStrip';
import type { Finder } from './finder';
import { formatFullTime, formatTime, type TimeFormat } from './formatTime';
import { jsonRuns, type TextRun } from './jsonRuns';
import { isBar, lookOfGap, lookOfHole, lookOfMark, type MarkLook } from './markLook';

/** What one row element shows; text only. */
export interface RowLook {
  readonly classes: string;
  readonly mark: MarkLook | undefined;
  readonly cells: Cells;
  /** What of the cells is coloured. */
  readonly runs: Partial<Readonly<Record<ColumnId, readonly TextRun[]>>>;
  /** Told instead of cells, across the whole row. */
  readonly wide: string | undefined;
  readonly timeTitle: string;
  /** What the debugger did before the row. */
  readonly debug?: string;
}

type Cells = Partial<Readonly<Record<ColumnId, string>>>;

export interface RowStyle {
  readonly time: TimeFormat;
  readonly now: number;
  readonly nameOf: (partition: number) => string;
  /** Columns of the fields that were asked for with the rows, in that order. */
  readonly fields: readonly FieldColumnId[];
  readonly finder: Finder;
}

export function renderRow(row: ViewRow, style: RowStyle): RowLook {
  const plain = lookOf(row, style);
  const look = row.marks ? { ...plain, debug: row.marks.map(markText).join(' · ') } : plain;
  return row.isContext ? { ...look, classes: `${look.classes} is-context` } : look;
}

function lookOf(row: ViewRow, style: RowStyle): RowLook {
  switch (row.kind) {
    case 'record':
      return renderRecord(row, style);
    case 'gap':
      return wideLook(row.text, lookOfGap(row), `gap ${row.state}`);
    case 'hole':
      return wideLook(row.text, lookOfHole(row), isBar(row) ? 'truncation' : 'hole');
  }
}

const wideLook = (text: string, mark: MarkLook | undefined, classes: string): RowLook => ({
  classes,
  mark,
  cells: {},
  runs: {},
  wide: visibleText(text),
  timeTitle: '',
});

function renderRecord(row: RecordRow & ViewRow, { time, now, nameOf, fields, finder }: RowStyle): RowLook {
  const mark = row.mark && lookOfMark(row.mark);
  const classes = ['record', row.transaction];
  if (mark) classes.push(`tone-${mark.tone}`);
  if (row.mark?.code === 'D8') classes.push('repeat');
  if (row.value === null) classes.push('tombstone');
  const cells: Cells = {
    time: formatTime(row.timestamp, time, now),
    partition: visibleText(nameOf(row.partition)),
    offset: String(row.offset),
    key: previewText(row.key),
    value: previewText(row.value, row.valueBytes),
    sequence: row.sequence === undefined ? '' : String(row.sequence),
    producer: row.producerId === -1 ? 'no idempotence' : `${row.producerId}:${row.producerEpoch}`,
    transaction: row.transaction === 'none' ? '' : row.transaction,
    size: row.value === null ? '' : formatBytes(row.valueBytes),
    ...extraCells(row, fields),
  };
  // What is struck through or stands in the background keeps its one colour.
  const isPlain = row.transaction !== 'aborted' && row.mark?.code !== 'D8' && row.isContext !== true;
  const runs: Partial<Record<ColumnId, readonly TextRun[]>> = {};
  for (const id of ['key', 'value', 'id', 'headers', ...fields] as const) {
    const text = cells[id];
    if (text === undefined || text === '' || isMissing(text)) continue;
    const isJson = isPlain && (id === 'key' || id === 'value' || id.startsWith('$'));
    const found = [...(isJson ? jsonRuns(text, MAX_COLOURED) : []), ...finder.runs(id, text)];
    if (found.length > 0) runs[id] = found;
  }
  return { classes: classes.join(' '), mark, cells, runs, wide: undefined, timeTitle: formatFullTime(row.timestamp) };
}

/** More characters of a cell than any screen shows. */
const MAX_COLOURED = 600;

function extraCells(row: RecordRow & ViewRow, fields: readonly FieldColumnId[]): Cells {
  const { extra } = row;
  // Without a payload nobody can say what a field was; without an answer yet there is nothing to say.
  if (!extra) {
    const text = row.value === undefined ? previewText(undefined) : '';
    return Object.fromEntries(['id', 'headers', ...fields].map((id) => [id, text]));
  }
  return {
    id: extra.id ? previewText(extra.id) : '',
    headers: extra.headers ? previewText(extra.headers) : '',
    ...Object.fromEntries(
      fields.map((id, i) => {
        const field = extra.fields[i];
        return [id, field ? previewText(field) : ''];
      }),
    ),
  };
}

const gone = 'no longer in memory';
const isMissing = (text: string): boolean => text === gone || text === 'null';

/** `bytes` is told where the preview is not the whole value. */
function previewText(preview: Preview | null | undefined, bytes?: number): string {
  if (preview === null) return 'null';
  if (preview === undefined) return gone;
  const text = visibleText(preview.text);
  const size = preview.cut && bytes !== undefined ? ` (${formatBytes(bytes)})` : '';
  return `${preview.binary ? '0x ' : ''}${text}${preview.cut ? '…' : ''}${size}`;
}

export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KiB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}
