import type { KeyedEntry } from '../keyedUnits';
import { child, type TreeMap } from '../tree';
import { treeSetting } from '../treeEntries';

/** Upper case with a line in it: what a manifest has below such a name is a variable of a process. */
export const isVariable = (name: string): boolean => /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/.test(name);

/** A variable whose name is one field of a map and whose value is the field `value`. The value is what a finding is about. */
export function namedVariable(item: TreeMap, name: string | undefined): KeyedEntry | undefined {
  const value = child(item, 'value');
  if (name === undefined || !isVariable(name) || value?.kind !== 'scalar') return undefined;
  const entry = { key: name, keySpan: value.span, removal: undefined };
  return {
    key: name,
    keySpan: value.span,
    span: item.span,
    text: value.text,
    setting: (key) => treeSetting(entry, value, key),
  };
}
