import { compilePattern } from '../../src/base/compilePattern';
import type { FilterExpression, TextField } from '../../src/protocol/tail';
import type { ColumnId } from './columns';
import { formatPath } from './jsonPath';
import type { TextRun } from './jsonRuns';

interface Sought {
  readonly field: TextField;
  readonly find: (text: string) => readonly (readonly [start: number, end: number])[];
}

const MAX_RUNS = 50;
/** A pattern that takes longer on one cell is not looked for any more: nobody can interrupt it here. */
const MAX_MS = 8;

/** What of a cell's text a filter or a search has found. Comparisons find whole fields, and mark nothing. */
export class Finder {
  private readonly sought: readonly Sought[];

  constructor(expressions: readonly (FilterExpression | undefined)[], now: () => number) {
    this.sought = expressions.flatMap((expression) => (expression ? soughtBy(expression, now) : []));
  }

  runs(column: ColumnId, text: string): readonly TextRun[] {
    const places = this.sought.flatMap(({ field, find }) => (isIn(column, field) ? find(text) : []));
    return places.slice(0, MAX_RUNS).map(([start, end]) => ({ start, end, tone: 'found' }));
  }
}

function soughtBy(expression: FilterExpression, now: () => number): readonly Sought[] {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return expression.of.flatMap((part) => soughtBy(part, now));
    case 'contains':
      return [{ field: expression.field, find: textFinder(expression.text) }];
    case 'matches':
      if (!isQuick(expression.pattern)) return [];
      return [{ field: expression.field, find: patternFinder(expression.pattern, expression.ignoreCase, now) }];
    default:
      return [];
  }
}

function isIn(column: ColumnId, field: TextField): boolean {
  switch (field.of) {
    case 'any':
      return column === 'key' || column === 'value' || column === 'headers' || column.startsWith('$');
    case 'key':
    case 'value':
      return column === field.of;
    case 'topic':
      return column === 'partition';
    case 'header':
      return column === 'headers';
    case 'json':
      return column === formatPath(field.path);
  }
}

function textFinder(wanted: string): Sought['find'] {
  const small = wanted.toLowerCase();
  return (text) => {
    const lower = text.toLowerCase();
    // Some letters become two when they become small: places would be wrong.
    if (small === '' || lower.length !== text.length) return [];
    const places: [number, number][] = [];
    for (
      let at = lower.indexOf(small);
      at >= 0 && places.length < MAX_RUNS;
      at = lower.indexOf(small, at + small.length)
    )
      places.push([at, at + small.length]);
    return places;
  };
}

/**
 * Nothing that repeats a repetition or looks back: with at most two open ends the time grows with the cube of a cell's
 * few hundred characters at worst.
 */
function isQuick(pattern: string): boolean {
  const plain = pattern.replace(/\\[^\dk]/g, 'x').replace(/\[[^\]]*\]/g, 'x');
  const openEnds = plain.match(/[*+]|\{\d+,\}/g) ?? [];
  return openEnds.length <= 2 && !/\)[*+?{]|\\|\(\?[<=!]/.test(plain);
}

function patternFinder(pattern: string, ignoreCase: boolean, now: () => number): Sought['find'] {
  const once = compilePattern(pattern, ignoreCase);
  const expression = new RegExp(once.source, `${once.flags}g`);
  let isTooSlow = false;
  return (text) => {
    if (isTooSlow) return [];
    const started = now();
    const places: [number, number][] = [];
    for (const { 0: whole, index } of text.matchAll(expression)) {
      if (whole !== '') places.push([index, index + whole.length]);
      isTooSlow = now() - started > MAX_MS;
      if (isTooSlow || places.length >= MAX_RUNS) break;
    }
    isTooSlow ||= now() - started > MAX_MS;
    return places;
  };
}
