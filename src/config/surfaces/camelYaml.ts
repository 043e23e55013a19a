import { looseKey } from '../canonicalKeys';
import { makeUnit } from '../makeUnit';
import { mapAt, type Tree, textAt } from '../tree';
import { treeSetting } from '../treeEntries';
import type { Unit } from '../unit';
import { anyWords } from '../words';
import { namedMaps } from './fieldUnit';

/** Steps of Camel's YAML DSL and Camel K's sources and sinks: `uri: kafka:orders` beside `parameters:`. */
export function camelYamlUnits(document: Tree): readonly Unit[] {
  return namedMaps(document).flatMap(({ map, name }) => {
    if (!/^kafka(?::|$)/.test(textAt(map, 'uri') ?? '')) return [];
    const parameters = mapAt(map, 'parameters');
    const settings = (parameters?.entries ?? []).flatMap((entry) => {
      const key = looseKey(entry.key === 'autoCommitEnable' ? 'enable.auto.commit' : entry.key)?.key;
      return key !== undefined && entry.value.kind === 'scalar'
        ? [treeSetting(entry, entry.value, key, { words: anyWords })]
        : [];
    });
    const unit = makeUnit({
      id: `camel:${map.span.start}`,
      role: name === 'from' ? 'consumer' : 'producer',
      surface: 'application',
      label: 'Camel endpoint',
      settings,
    });
    return unit ?? [];
  });
}
