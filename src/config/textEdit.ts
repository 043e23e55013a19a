import type { Span } from '../base/span';

/** Replaces `span` of a text by `newText`. Edits of one list refer to the same text and never overlap. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** The text after all edits. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let result = '';
  let at = 0;
  for (const edit of ordered) {
    result += text.slice(at, edit.span.start) + edit.newText;
    at = edit.span.end;
  }
  return result + text.slice(at);
}
