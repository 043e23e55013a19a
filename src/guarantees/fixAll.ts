import { applyEdits, type TextEdit } from '../config/textEdit';
import type { Finding } from './finding';
import { safeFixes } from './safeFixes';

export interface FixAll {
  readonly text: string;
  /** From the first text to `text`. */
  readonly edits: readonly TextEdit[];
  /** How many findings were answered. */
  readonly count: number;
}

/** A fix can make a new contradiction visible, which a next round settles; a bound against rules that disagree. */
const roundLimit = 5;

/** All safe fixes of a text, until none is left. `lint` answers the findings of a text. */
export function fixAll(text: string, lint: (text: string) => readonly Finding[]): FixAll {
  let current = text;
  let pieces: readonly Piece[] = [{ start: 0, end: text.length }];
  let count = 0;
  for (let round = 0; round < roundLimit; round += 1) {
    const { edits, findings } = safeFixes(lint(current));
    if (edits.length === 0) break;
    pieces = edited(pieces, edits);
    current = applyEdits(current, edits);
    count += findings.length;
  }
  return { text: current, edits: editsOf(pieces, text), count };
}

/** A part of the present text: a part of the first text that is left, or new text. */
type Piece = { readonly start: number; readonly end: number } | { readonly text: string };

const lengthOf = (piece: Piece): number => ('text' in piece ? piece.text.length : piece.end - piece.start);

const part = (piece: Piece, from: number, to: number): Piece =>
  'text' in piece ? { text: piece.text.slice(from, to) } : { start: piece.start + from, end: piece.start + to };

function edited(pieces: readonly Piece[], edits: readonly TextEdit[]): readonly Piece[] {
  const ordered = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const result: Piece[] = [];
  let at = 0;
  for (const { span, newText } of ordered) {
    result.push(...between(pieces, at, span.start), { text: newText });
    at = span.end;
  }
  return [...result, ...between(pieces, at, Number.POSITIVE_INFINITY)];
}

function between(pieces: readonly Piece[], from: number, to: number): readonly Piece[] {
  let at = 0;
  return pieces.flatMap((piece) => {
    const start = at;
    at += lengthOf(piece);
    const first = Math.max(from, start);
    const last = Math.min(to, at);
    return first < last ? [part(piece, first - start, last - start)] : [];
  });
}

/** What lies between the parts that are left was replaced by the new text there. */
function editsOf(pieces: readonly Piece[], text: string): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let at = 0;
  let written = '';
  const close = (start: number): void => {
    if (start > at || written !== '') edits.push({ span: { start: at, end: start }, newText: written });
    written = '';
  };
  for (const piece of pieces) {
    if ('text' in piece) {
      written += piece.text;
      continue;
    }
    close(piece.start);
    at = piece.end;
  }
  close(text.length);
  return edits;
}
