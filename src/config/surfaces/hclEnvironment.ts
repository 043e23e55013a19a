import type { KeyedEntry } from '../keyedUnits';
import type { Tree, TreeEntry, TreeMap } from '../tree';
import { textAt } from '../tree';
import { leafEntry, treeSetting } from '../treeEntries';
import type { Unit } from '../unit';
import { environmentUnits } from './environment';
import { namedMaps } from './fieldUnit';

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

const isVariable = (name: string): boolean => /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/.test(name);

const isLiteral = (style: string, text: string): boolean => style === 'quoted' || /^(?:-?\d+|true|false)$/.test(text);

function attribute(entry: TreeEntry): KeyedEntry | undefined {
  const { key, value } = entry;
  if (value.kind !== 'scalar' || !isVariable(key) || !isLiteral(value.style, value.text)) return undefined;
  return leafEntry({ path: [key], name: key, entry, value });
}

function block({ key, value: inside }: TreeEntry): KeyedEntry | undefined {
  if (!/^env(?:ironment)?(?:_variables?)?$/.test(key) || inside.kind !== 'map') return undefined;
  const name = textAt(inside, 'name');
  const value = valueIn(inside);
  if (name === undefined || !isVariable(name) || !value || !isLiteral(value.style, value.text)) return undefined;
  const entry = { key: name, keySpan: value.span, removal: undefined };
  return {
    key: name,
    keySpan: value.span,
    span: inside.span,
    text: value.text,
    setting: (setting) => treeSetting(entry, value, setting),
  };
}

function valueIn(map: TreeMap) {
  const value = map.entries.find(({ key }) => key === 'value')?.value;
  return value?.kind === 'scalar' ? value : undefined;
}
