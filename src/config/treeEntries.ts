import type { Span } from '../base/span';
import { canonicalKey, looseKeyBelow, mayEndKey } from './canonicalKeys';
import type { LayeredEntry } from './layers';
import { perPlace, perTree, sharedLevels } from './perTree';
import { readValue } from './readValue';
import type { Tree, TreeEntry, TreeScalar } from './tree';
import type { Setting, SettingValue } from './unit';
import { readWord, type Words } from './words';

export interface TreeSettingOptions {
  /** What the surface writes for Kafka's values. */
  readonly words?: Words;
  readonly writtenKey?: string;
}

/** A value of a tree as a setting, in the form that edits need. */
export function treeSetting(
  entry: Pick<TreeEntry, 'key' | 'keySpan' | 'removal'>,
  value: TreeScalar,
  key: string,
  options: TreeSettingOptions = {},
): Setting {
  const read = readValue(value.text, value.inner.start);
  const spellings = options.words?.write?.[key];
  const setting: Setting = {
    key,
    writtenKey: options.writtenKey ?? entry.key,
    keySpan: entry.keySpan,
    value: value.style === 'absent' ? { known: false } : wordOf(read.value, key, value, options.words),
    valueSpan: value.literal ? read.span : value.inner,
    removals: entry.removal ? [entry.removal] : [],
    form: value.style === 'absent' ? 'absentValue' : value.style === 'bare' ? 'bareValue' : 'plainValue',
  };
  return spellings ? { ...setting, spellings } : setting;
}

function wordOf(value: SettingValue, key: string, scalar: TreeScalar, words: Words | undefined): SettingValue {
  if (!value.known) return value;
  // YAML 1.1 and most frameworks take these for booleans; no key that we know has them as words.
  const plain = scalar.style === 'plain' ? yamlPlain(value.text) : value.text;
  const text = words ? readWord(words, key, plain) : plain;
  if (text === undefined) return { known: false };
  const read = text === value.text ? value : { ...value, text };
  return scalar.defaultOf === undefined ? read : { ...read, defaultOf: scalar.defaultOf };
}

/** What YAML makes of a word without quotes: a boolean of 1.1, a number to another base. */
const yamlPlain = (text: string): string =>
  yamlBooleans.get(text.toLowerCase()) ??
  (/^0x[\da-f]{1,8}$/i.test(text) ? String(Number(text)) : /^0o?[0-7]{1,8}$/.test(text) ? octal(text) : text);

const octal = (text: string): string => String(Number.parseInt(text.replace('o', ''), 8));

const yamlBooleans: ReadonlyMap<string, string> = new Map([
  ['yes', 'true'],
  ['on', 'true'],
  ['no', 'false'],
  ['off', 'false'],
]);

/** A value with all the names in front of it. */
export interface Leaf {
  readonly path: readonly string[];
  /** The path with dots. */
  readonly name: string;
  readonly entry: TreeEntry;
  readonly value: TreeScalar;
  /** Whether its last name may be the end of a key that rules look at. */
  readonly mayEnd: boolean;
}

/** No configuration has more; a tree of aliases may. */
const mostLeaves = 50_000;

/** All values of a tree, in the order of the text. The items of lists count as names: `[0]`. */
export const leavesOf = perTree((tree): readonly Leaf[] => leavesBelow(tree, []));

const sharedLeaves = perPlace(leavesBelow);

function leavesBelow(tree: Tree, path: readonly string[]): readonly Leaf[] {
  const leaves: Leaf[] = [];
  const walk = (at: Tree, path: readonly string[], prefix: string): void => {
    if (leaves.length > mostLeaves) return;
    if (at.kind === 'list') {
      for (const [index, item] of at.items.entries())
        if (item.kind !== 'scalar') inside(item, [...path, `[${index}]`], `${prefix}[${index}].`);
    } else if (at.kind === 'map') {
      for (const entry of at.entries) {
        const { key, value } = entry;
        if (value.kind !== 'scalar') inside(value, [...path, key], `${prefix}${key}.`);
        else leaves.push({ path: [...path, key], name: `${prefix}${key}`, entry, value, mayEnd: mayEndKey(key) });
      }
    }
  };
  const inside = (at: Tree, path: readonly string[], prefix: string): void => {
    if (leaves.length > mostLeaves) return;
    if (path.length > sharedLevels) walk(at, path, prefix);
    else for (const leaf of sharedLeaves(at, path)) leaves.push(leaf);
  };
  walk(tree, path, path.map((name) => `${name}.`).join(''));
  return leaves;
}

/** A leaf as an entry under its dotted name. `loosely` reads names in the manner of other languages too. */
export function leafEntry(
  leaf: Omit<Leaf, 'mayEnd'>,
  options: Omit<TreeSettingOptions, 'writtenKey'> & { readonly loosely?: boolean } = {},
  layer?: string,
): LayeredEntry {
  const { name: written, entry, value } = leaf;
  const key = options.loosely ? looseName(leaf) : written;
  return {
    key,
    keySpan: entry.keySpan,
    span: spanOf(entry, value),
    text: value.text,
    setting: (name) => treeSetting(entry, value, name, options),
    layer,
  };
}

/** `kafka.producer.requiredAcks` as `kafka.producer.acks`. Names that Kafka itself writes stay. */
function looseName({ path, name: written }: Pick<Leaf, 'path' | 'name'>): string {
  for (let at = 0; at >= 0; at = written.indexOf('.', at) + 1 || -1) {
    if (canonicalKey(written.slice(at))) return written;
  }
  // A name of somebody's own needs Kafka's name in front of it: films have producers, too.
  const [section = '', last = ''] = ['', ...path].slice(-2);
  const found = /kafka|bootstrap/i.test(written) ? looseKeyBelow(section, last) : undefined;
  return found ? [...path.slice(0, -1), found.key].join('.') : written;
}

const spanOf = (entry: TreeEntry, value: TreeScalar): Span =>
  entry.removal ?? { start: entry.keySpan.start, end: Math.max(value.span.end, entry.keySpan.end) };
