import { visibleText } from '../../src/base/visibleText';
import type { Preview, RecordRow, ViewRow } from '../../src/protocol/tail';
import type { ColumnId } from './columns';
import { formatFullTime, formatTime } from './formatTime';
import { isBar, lookOfGap, lookOfHole, lookOfMark, type MarkLook } from './markLook';

export type TimeMode = 'absolute' | 'relative';

/** What one row element shows; text only. */
export interface RowLook {
  readonly classes: string;
  readonly mark: MarkLook | undefined;
  readonly cells: Partial<Readonly<Record<ColumnId, string>>>;
  /** Told instead of cells, across the whole row. */
  readonly wide: string | undefined;
  readonly timeTitle: string;
}

export function renderRow(row: ViewRow, time: TimeMode, now: number, nameOf: (partition: number) => string): RowLook {
  const look = lookOf(row, time, now, nameOf);
  return row.isContext ? { ...look, classes: `${look.classes} is-context` } : look;
}

function lookOf(row: ViewRow, time: TimeMode, now: number, nameOf: (partition: number) => string): RowLook {
  switch (row.kind) {
    case 'record':
      return renderRecord(row, time, now, nameOf);
    case 'gap':
      return {
        classes: `gap ${row.state}`,
        mark: lookOfGap(row),
        cells: {},
        wide: visibleText(row.text),
        timeTitle: '',
      };
    case 'hole':
      return {
        classes: isBar(row) ? 'truncation' : 'hole',
        mark: lookOfHole(row),
        cells: {},
        wide: visibleText(row.text),
        timeTitle: '',
      };
  }
}

function renderRecord(row: RecordRow, time: TimeMode, now: number, nameOf: (partition: number) => string): RowLook {
  const mark = row.mark && lookOfMark(row.mark);
  const classes = ['record', row.transaction];
  if (mark) classes.push(`tone-${mark.tone}`);
  if (row.mark?.code === 'D8') classes.push('repeat');
  if (row.value === null) classes.push('tombstone');
  return {
    classes: classes.join(' '),
    mark,
    cells: {
      time: formatTime(row.timestamp, time, now),
      partition: visibleText(nameOf(row.partition)),
      offset: String(row.offset),
      key: previewText(row.key),
      value: previewText(row.value, row.valueBytes),
      sequence: row.sequence === undefined ? '' : String(row.sequence),
      producer: row.producerId === -1 ? 'no idempotence' : `${row.producerId}:${row.producerEpoch}`,
      transaction: row.transaction === 'none' ? '' : row.transaction,
    },
    wide: undefined,
    timeTitle: formatFullTime(row.timestamp),
  };
}

/** `bytes` is told where the preview is not the whole value. */
function previewText(preview: Preview | null | undefined, bytes?: number): string {
  if (preview === null) return 'null';
  if (preview === undefined) return 'no longer in memory';
  const text = visibleText(preview.text);
  const size = preview.cut && bytes !== undefined ? ` (${formatBytes(bytes)})` : '';
  return `${preview.binary ? '0x ' : ''}${text}${preview.cut ? '…' : ''}${size}`;
}

export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KiB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}
