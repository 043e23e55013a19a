import type { Span } from '../base/span';
import type { TextEdit } from './textEdit';

/** Lines that were replaced by others. A side may be empty; both spans hold whole lines, line breaks included. */
export interface ChangedLines {
  readonly before: Span;
  readonly after: Span;
}

/** Comparing line by line costs the product of both sides; above this the middle counts as one change. */
const largestTable = 1_000_000;

/** What changed between two texts, in lines, from top to bottom. */
export function diffLines(before: string, after: string): readonly ChangedLines[] {
  const old = lineStarts(before);
  const now = lineStarts(after);
  const oldLine = (n: number): string => before.slice(old[n], old[n + 1]);
  const newLine = (n: number): string => after.slice(now[n], now[n + 1]);
  const oldCount = old.length - 1;
  const newCount = now.length - 1;
  let head = 0;
  while (head < oldCount && head < newCount && oldLine(head) === newLine(head)) head += 1;
  let tail = 0;
  while (
    tail < oldCount - head &&
    tail < newCount - head &&
    oldLine(oldCount - 1 - tail) === newLine(newCount - 1 - tail)
  )
    tail += 1;
  const common = commonLines(
    Array.from({ length: oldCount - head - tail }, (_, n) => oldLine(head + n)),
    Array.from({ length: newCount - head - tail }, (_, n) => newLine(head + n)),
  );
  const changes: ChangedLines[] = [];
  let oldAt = head;
  let newAt = head;
  for (const [o, n] of [...common.map(([o, n]) => [o + head, n + head] as const), [oldCount - tail, newCount - tail]]) {
    if (o === undefined || n === undefined) continue;
    if (o > oldAt || n > newAt) {
      changes.push({
        before: { start: old[oldAt] ?? 0, end: old[o] ?? 0 },
        after: { start: now[newAt] ?? 0, end: now[n] ?? 0 },
      });
    }
    oldAt = o + 1;
    newAt = n + 1;
  }
  return changes;
}

/** The edits that turn one text into the other, without touching what both sides of a changed line share. */
export function editsBetween(before: string, after: string): readonly TextEdit[] {
  return diffLines(before, after).map((change) => {
    const { start, end } = change.before;
    const { start: from, end: to } = change.after;
    const most = Math.min(end - start, to - from);
    let head = 0;
    while (head < most && before[start + head] === after[from + head]) head += 1;
    let tail = 0;
    while (tail < most - head && before[end - 1 - tail] === after[to - 1 - tail]) tail += 1;
    return { span: { start: start + head, end: end - tail }, newText: after.slice(from + head, to - tail) };
  });
}

/** Where lines begin, and the end of the text. */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0 && at + 1 < text.length; at = text.indexOf('\n', at + 1))
    starts.push(at + 1);
  if (text.length > 0) starts.push(text.length);
  return starts;
}

/** Pairs of indices of a longest common subsequence. */
function commonLines(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  if (a.length === 0 || b.length === 0 || a.length * b.length > largestTable) return [];
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}
