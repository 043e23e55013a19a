import { canonicalKey, looseKey } from '../canonicalKeys';
import { makeUnit } from '../makeUnit';
import type { Tree } from '../tree';
import { type Leaf, leavesOf, treeSetting } from '../treeEntries';
import type { Unit } from '../unit';

/**
 * Broker settings with Kafka's own names in values of a chart or variables of a playbook. Those names are Kafka's alone,
 * so the name in front does not matter; the topic's own names count beside one of them or below a broker's name.
 */
export function brokerMapUnits(document: Tree): readonly Unit[] {
  const groups = new Map<
    string,
    { readonly leaf: Leaf; readonly key: string; readonly broker: boolean; readonly exact: boolean }[]
  >();
  for (const leaf of leavesOf(document)) {
    if (!leaf.mayEnd) continue;
    const { name } = leaf;
    for (let at = 0; at >= 0; at = nextDot(name, at)) {
      const rest = name.slice(at);
      const canonical = canonicalKey(rest) ?? (/^[a-z]+(?:[A-Z][a-z]+)+$/.test(rest) ? looseKey(rest) : undefined);
      if (!canonical) continue;
      if (canonical.generic || (canonical.side !== 'broker' && canonical.side !== 'topic')) break;
      const prefix = name.slice(0, at);
      const group = groups.get(prefix) ?? [];
      group.push({ leaf, key: canonical.key, broker: canonical.side === 'broker', exact: rest.includes('.') });
      groups.set(prefix, group);
      break;
    }
  }
  return [...groups].flatMap(([prefix, items]) => {
    if (!items.some(({ broker }) => broker) && !/(?:broker|server|kafka)[\w-]*\.(?:[\w-]+\.)?$/i.test(prefix))
      return [];
    if (/topic|producer|consumer/i.test(prefix)) return [];
    // Names in camel case are a chart's own: one alone could be another program's.
    if (!items.some(({ exact }) => exact) && items.length < 2 && !/kafka/i.test(prefix)) return [];
    const unit = makeUnit({
      id: `brokers:${prefix}`,
      role: 'broker',
      surface: 'application',
      label: `${prefix}* settings`,
      settings: items.map(({ leaf, key }) => treeSetting(leaf.entry, leaf.value, key)),
    });
    return unit ?? [];
  });
}

function nextDot(name: string, at: number): number {
  const dot = name.indexOf('.', at);
  return dot < 0 ? -1 : dot + 1;
}
