import { type KeyedEntry, keyedUnits } from '../keyedUnits';
import { child, type Tree } from '../tree';
import { leafEntry, leavesOf } from '../treeEntries';
import type { Unit } from '../unit';
import { namedMaps } from './fieldUnit';

/** Connectors as the REST interface of Kafka Connect takes them: the `config` object, or the object around it. */
export function connectorUnits(document: Tree): readonly Unit[] {
  return namedMaps(document).flatMap(({ map, path }) => {
    if (!child(map, 'connector.class')) return [];
    const entries = leavesOf(map).map((leaf): KeyedEntry => leafEntry(leaf));
    return keyedUnits({ entries, kind: 'connector', surface: 'connect', id: `connector:${path.join('.')}` }).units;
  });
}
