export type ColumnId =
  | 'mark'
  | 'time'
  | 'partition'
  | 'offset'
  | 'key'
  | 'value'
  | 'sequence'
  | 'producer'
  | 'transaction';

export interface Column {
  readonly id: ColumnId;
  readonly title: string;
  readonly tooltip: string;
  /** CSS pixels; undefined = what is left. */
  readonly width: number | undefined;
  /** Given up first when the view is narrow; undefined = never. */
  readonly yields: number | undefined;
}

export const columns: readonly Column[] = [
  { id: 'mark', title: '', tooltip: 'What was found about the record', width: 30, yields: undefined },
  { id: 'time', title: 'Time', tooltip: 'Timestamp of the record', width: 168, yields: 5 },
  { id: 'partition', title: 'Part.', tooltip: 'Partition', width: 44, yields: 6 },
  { id: 'offset', title: 'Offset', tooltip: 'Offset in the partition', width: 80, yields: undefined },
  { id: 'key', title: 'Key', tooltip: 'Key of the record', width: 124, yields: 7 },
  { id: 'value', title: 'Value', tooltip: 'Value of the record', width: undefined, yields: undefined },
  { id: 'sequence', title: 'Seq.', tooltip: 'Sequence number found in the record', width: 76, yields: 3 },
  { id: 'producer', title: 'Producer', tooltip: 'Producer id and epoch of the batch', width: 134, yields: 2 },
  { id: 'transaction', title: 'Transaction', tooltip: 'Transaction state', width: 96, yields: 1 },
];

/** With several topics the partition is told with its topic. */
const topicPartition: Column = {
  id: 'partition',
  title: 'Partition',
  tooltip: 'Topic and partition',
  width: 132,
  yields: 6,
};

const MIN_VALUE_WIDTH = 200;

/** The chosen columns that fit into `width` CSS pixels, in order; the value keeps room to be read. */
export function fitColumns(chosen: ReadonlySet<ColumnId>, width: number, withTopics = false): readonly Column[] {
  const all = columns.map((column) => (withTopics && column.id === 'partition' ? topicPartition : column));
  let shown = all.filter((column) => column.yields === undefined || chosen.has(column.id));
  const needed = (): number => shown.reduce((sum, column) => sum + (column.width ?? MIN_VALUE_WIDTH), 0);
  while (needed() > width) {
    const candidates = shown.filter((column) => column.yields !== undefined);
    if (candidates.length === 0) break;
    const weakest = candidates.reduce((a, b) => ((a.yields ?? 0) < (b.yields ?? 0) ? a : b));
    shown = shown.filter((column) => column !== weakest);
  }
  return shown;
}

/** As a value of the CSS property grid-template-columns. */
export const columnTemplate = (shown: readonly Column[]): string =>
  shown.map((column) => (column.width === undefined ? 'minmax(0, 1fr)' : `${column.width}px`)).join(' ');
