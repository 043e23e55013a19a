import type { Span } from '../../base/span';
import type { BlockCode, Code } from './syntax';

/**
 * What goes when a part of a list is cut out: the part with its comma, and the whole line where it stands alone on one.
 */
export function removalSpan(text: string, part: Span): Span {
  const lineStart = text.lastIndexOf('\n', part.start - 1) + 1;
  const after = /^[ \t]*[,;]?[ \t]*/.exec(text.slice(part.end, part.end + 200))?.[0] ?? '';
  const lineEnd = /^\r?\n/.exec(text.slice(part.end + after.length, part.end + after.length + 2))?.[0];
  const separated = /[,;]/.test(after);
  const alone = /^[ \t]*$/.test(text.slice(lineStart, part.start)) && lineEnd !== undefined;
  // The last of a list leaves the comma before it, where the language may not allow one.
  const before = /,\s*$/.exec(text.slice(Math.max(0, part.start - 400), part.start))?.[0];
  if (!separated && before !== undefined) return { start: part.start - before.length, end: part.end };
  if (alone) return { start: lineStart, end: part.end + after.length + lineEnd.length };
  return { start: part.start, end: part.end + (separated ? after.length : 0) };
}

/** What goes with a statement. The only one of a branch without braces cannot be cut out. */
export function statementRemovals(text: string, parent: BlockCode, item: Code): readonly Span[] {
  const bare = parent.items.length === 1 && parent.span.start === item.span.start;
  return bare ? [] : [removalSpan(text, item.span)];
}
