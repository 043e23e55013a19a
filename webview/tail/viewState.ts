import { type Decoders, readDecoders } from '../../src/protocol/decoding';
import { readTailOptions } from '../../src/protocol/readTailOptions';
import type { TailOptions } from '../../src/protocol/tail';
import { readColumns } from './columnSettings';
import type { ColumnSettings } from './columns';
import type { FilterText } from './filterBar';
import type { TimeFormat } from './formatTime';
import { type PaneId, paneIds } from './paneId';
import type { RowLines } from './scrollMap';

/** What outlives the page: VS Code destroys a hidden webview and hands this to its successor. */
export interface ViewState {
  readonly connectionId: string | undefined;
  readonly options: TailOptions | undefined;
  readonly columns: ColumnSettings;
  readonly time: TimeFormat;
  readonly lines: RowLines;
  /** Open around the rows. */
  readonly panes: readonly PaneId[];
  /** The share of the details beside or below the rows; undefined while nobody has chosen one. */
  readonly details: number | undefined;
  readonly filter: FilterText;
  readonly decoders: Decoders;
  readonly live: boolean;
  /** The record at the top of the view when it was not live. */
  readonly anchor: { readonly partition: number; readonly offset: number } | undefined;
}

/** Reads a state that may come from another version, or be nothing at all. */
export function readViewState(value: unknown): ViewState {
  const saved = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  return {
    connectionId: typeof saved.connectionId === 'string' ? saved.connectionId : undefined,
    options: readTailOptions(saved.options),
    columns: readColumns(saved.columns),
    time: readTime(saved.time),
    lines: saved.lines === 2 || saved.lines === 3 ? saved.lines : 1,
    panes: paneIds.filter((id) => Array.isArray(saved.panes) && saved.panes.includes(id)),
    details: typeof saved.details === 'number' && saved.details > 0 && saved.details < 1 ? saved.details : undefined,
    filter: readFilter(saved.filter),
    decoders: readDecoders(saved.decoders),
    live: saved.live !== false,
    anchor: readAnchor(saved.anchor),
  };
}

function readTime(value: unknown): TimeFormat {
  const { mode, zone } = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  return { mode: mode === 'relative' || mode === 'iso' ? mode : 'absolute', zone: zone === 'utc' ? 'utc' : 'local' };
}

function readFilter(value: unknown): FilterText {
  const { text, context } = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  return { text: typeof text === 'string' ? text : '', context: Number.isSafeInteger(context) ? Number(context) : 0 };
}

function readAnchor(value: unknown): ViewState['anchor'] {
  if (typeof value !== 'object' || value === null) return undefined;
  const { partition, offset } = value as Record<string, unknown>;
  return Number.isSafeInteger(partition) && Number.isSafeInteger(offset)
    ? { partition: Number(partition), offset: Number(offset) }
    : undefined;
}
