import { canonicalKey } from '../canonicalKeys';
import { makeUnit, type UnitPlan } from '../makeUnit';
import { perPlace, perTree, sharedLevels } from '../perTree';
import type { Tree, TreeMap } from '../tree';
import { type Leaf, leavesOf, treeSetting } from '../treeEntries';
import type { Setting, Unit } from '../unit';
import type { Words } from '../words';

/** What a program calls Kafka's settings: its own dotted names below the section, and Kafka's. */
export type Fields = Readonly<Record<string, string>>;

export interface FieldPlan extends Omit<UnitPlan, 'settings' | 'surface'> {
  readonly section: Tree;
  readonly fields: Fields;
  readonly words?: Words;
  /** Names below which the program hands Kafka's own keys on: `librdkafka_options`. */
  readonly passThrough?: readonly string[];
}

/** A section of a program's configuration with field names of its own. */
export function fieldUnit(plan: FieldPlan): readonly Unit[] {
  const { section, fields, words, passThrough, ...rest } = plan;
  const settings = leavesOf(section).flatMap((leaf) => settingOf(leaf, fields, words, passThrough ?? []) ?? []);
  const unit = makeUnit({ ...rest, surface: 'pipeline', settings });
  return unit ? [unit] : [];
}

function settingOf(
  leaf: Leaf,
  fields: Fields,
  words: Words | undefined,
  passThrough: readonly string[],
): Setting | undefined {
  const { name } = leaf;
  const options = words ? { words } : {};
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (field !== undefined) return treeSetting(leaf.entry, leaf.value, field, options);
  for (const prefix of passThrough) {
    const key = name.startsWith(`${prefix}.`) ? canonicalKey(name.slice(prefix.length + 1))?.key : undefined;
    if (key !== undefined) return treeSetting(leaf.entry, leaf.value, key);
  }
  return undefined;
}

export interface NamedMap {
  readonly name: string;
  readonly map: TreeMap;
  readonly path: readonly string[];
}

/** Every map in a tree with the name that it stands under, the root included. */
export const namedMaps = perTree((tree): readonly NamedMap[] => mapsBelow(tree, []));

const sharedMaps = perPlace(mapsBelow);

const mostMaps = 20_000;

function mapsBelow(tree: Tree, path: readonly string[]): readonly NamedMap[] {
  const found: NamedMap[] = [];
  const walk = (at: Tree, path: readonly string[]): void => {
    if (at.kind === 'map') {
      found.push({ name: path[path.length - 1] ?? '', map: at, path });
      for (const { key, value } of at.entries) if (value.kind !== 'scalar') inside(value, [...path, key]);
    } else if (at.kind === 'list')
      for (const item of at.items) if (item.kind !== 'scalar') inside(item, [...path, '[]']);
  };
  const inside = (at: Tree, path: readonly string[]): void => {
    if (found.length > mostMaps) return;
    if (path.length > sharedLevels) walk(at, path);
    else for (const map of sharedMaps(at, path)) found.push(map);
  };
  walk(tree, path);
  return found;
}
