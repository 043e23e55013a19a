/** Height of a row of one line, in CSS pixels. */
export const ROW_HEIGHT = 22;
const MORE_LINE_HEIGHT = 18;

/** Lines of the value that a row shows. */
export type RowLines = 1 | 2 | 3;

/** The same for all rows, so that a row's place is arithmetic. */
export const rowHeight = (lines: RowLines): number => ROW_HEIGHT + (lines - 1) * MORE_LINE_HEIGHT;

/**
 * How rows map to a scrollbar. Browsers cap the height of an element (Chromium at 33,554,428 px, divided by the zoom),
 * which is about 1.5 million rows; above the cap the scrollbar is proportional, below it the mapping is the identity.
 */
export interface ScrollGeometry {
  readonly rows: number;
  readonly rowHeight: number;
  readonly viewHeight: number;
  /** The tallest element that this browser lays out, in CSS pixels. */
  readonly maxHeight: number;
}

const contentHeight = (g: ScrollGeometry): number => g.rows * g.rowHeight;

/** Height to give the element that makes the scrollbar. */
export const spacerHeight = (g: ScrollGeometry): number => Math.min(contentHeight(g), g.maxHeight);

/** Largest distance of the first visible pixel from the top of all rows. */
export const maxTop = (g: ScrollGeometry): number => Math.max(0, contentHeight(g) - g.viewHeight);

/** Distance from the top of all rows for a `scrollTop`. */
export const topOfScroll = (g: ScrollGeometry, scrollTop: number): number =>
  Math.min(maxTop(g), Math.max(0, scrollTop * stretch(g)));

/** The `scrollTop` for a distance from the top of all rows. */
export const scrollOfTop = (g: ScrollGeometry, top: number): number =>
  Math.min(maxTop(g), Math.max(0, top)) / stretch(g);

/** 1 while the rows fit into one element, more when a pixel of the scrollbar stands for more than one of the rows. */
export function stretch(g: ScrollGeometry): number {
  const scrollable = spacerHeight(g) - g.viewHeight;
  return scrollable <= 0 ? 1 : maxTop(g) / scrollable;
}

/** Rows to draw for a position: `from` (inclusive) to `end` (exclusive), cut ones included. */
export function windowAt(g: ScrollGeometry, top: number): { readonly from: number; readonly end: number } {
  const from = Math.min(g.rows, Math.floor(top / g.rowHeight));
  return { from, end: Math.min(g.rows, Math.ceil((top + g.viewHeight) / g.rowHeight)) };
}
