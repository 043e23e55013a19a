import type { KeyedEntry } from '../keyedUnits';

/** Variables on top of others: a name counts once. */
export function overlaid(below: readonly KeyedEntry[], above: readonly KeyedEntry[]): readonly KeyedEntry[] {
  if (below.length === 0) return above;
  const names = new Set(above.map(({ key }) => key));
  return [...below.filter(({ key }) => !names.has(key)), ...above];
}
