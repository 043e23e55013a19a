import type { KeyedEntry } from '../keyedUnits';
import { child, type Tree, type TreeEntry, textAt } from '../tree';
import { leafEntry } from '../treeEntries';
import type { Unit } from '../unit';
import { environmentUnits } from './environment';
import { namedMaps } from './fieldUnit';
import { isVariable, namedVariable } from './namedVariable';

/**
 * Environment variables in Terraform and Nomad: attributes with upper-case names (`environment = { NAME = "value" }`), and
 * blocks of a name and a value (`env { name = "NAME" value = "0" }`). An expression is not known.
 */
export function hclEnvironmentUnits(document: Tree): readonly Unit[] {
  return namedMaps(document).flatMap(({ map, path }) => {
    const variables = map.entries.flatMap((entry) => attribute(entry) ?? block(entry) ?? []);
    if (variables.length === 0) return [];
    const image = textAt(map, 'image');
    return environmentUnits(variables, { id: `hcl:${path.join('.')}`, ...(image === undefined ? {} : { image }) });
  });
}

const isLiteral = (style: string, text: string): boolean => style === 'quoted' || /^(?:-?\d+|true|false)$/.test(text);

function attribute(entry: TreeEntry): KeyedEntry | undefined {
  const { key, value } = entry;
  if (value.kind !== 'scalar' || !isVariable(key) || !isLiteral(value.style, value.text)) return undefined;
  return leafEntry({ path: [key], name: key, entry, value });
}

function block({ key, value: inside }: TreeEntry): KeyedEntry | undefined {
  if (!/^env(?:ironment)?(?:_variables?)?$/.test(key) || inside.kind !== 'map') return undefined;
  const value = child(inside, 'value');
  if (value?.kind !== 'scalar' || !isLiteral(value.style, value.text)) return undefined;
  return namedVariable(inside, textAt(inside, 'name'));
}
