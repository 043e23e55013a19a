/**
 * Text of the same length in which only the given ranges are left and everything else is blank, so that a reader of
 * the inner language can run over it and its offsets are those of the whole. Line breaks stay. The ranges are in order;
 * they may overlap, as what an anchor is merged into holds the same text again.
 */
export function maskText(text: string, ranges: readonly { readonly start: number; readonly end: number }[]): string {
  let result = '';
  let at = 0;
  for (const range of ranges) {
    const start = Math.max(at, range.start);
    if (range.end <= start) continue;
    result += blank(text.slice(at, start)) + text.slice(start, range.end);
    at = range.end;
  }
  return result + blank(text.slice(at));
}

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

export interface Line {
  readonly start: number;
  /** Without the line break. */
  readonly end: number;
  readonly text: string;
}

export function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0; start <= text.length; ) {
    const lineBreak = text.indexOf('\n', start);
    const end = lineBreak < 0 ? text.length : lineBreak;
    lines.push({ start, end, text: text.slice(start, end).replace(/\r$/, '') });
    if (lineBreak < 0) break;
    start = lineBreak + 1;
  }
  return lines;
}
