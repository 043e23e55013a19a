import type { KeyedEntry } from '../keyedUnits';
import { foreignEntry, type Neighbour } from '../neighbours/neighbour';
import { overlaid } from '../neighbours/overlaid';
import { perTree } from '../perTree';
import { listAt, mapAt, type Tree, type TreeMap, type TreeScalar, textAt } from '../tree';
import { leafEntry } from '../treeEntries';
import { readEnvFile } from './envFile';
import { isVariable, namedVariable } from './namedVariable';
import { variable } from './variable';

/**
 * Environment blocks of any manifest: what makes one is a map of upper-case names or a list of `NAME=value` or of name and
 * value. Each stands on top of the files that it names by `env_file`.
 */
export const environmentBlocks = (
  documents: readonly Tree[],
  neighbours: readonly Neighbour[] = [],
): readonly Block[] => documents.flatMap((document, index) => blocksOf(document, `${index}`, neighbours));

/** The variables of one process. */
export interface Block {
  readonly id: string;
  readonly image: string | undefined;
  readonly variables: readonly KeyedEntry[];
  /** Written as a list, not as a map. */
  readonly isList: boolean;
  readonly replicas: number | undefined;
}

function blocksOf(document: Tree, id: string, neighbours: readonly Neighbour[]): readonly Block[] {
  const blocks: Block[] = [];
  const replicas = Number(textAt(document, 'spec', 'replicas') ?? '1');
  const inKubernetes = textAt(document, 'apiVersion') !== undefined;
  const walk = (tree: Tree, path: string, image: string | undefined, below: readonly KeyedEntry[] = []): void => {
    if (blocks.length > 2_000) return;
    const variables = variablesOf(tree);
    if (variables.length > 0) {
      blocks.push({
        id: path,
        image,
        variables: overlaid(below, variables),
        isList: tree.kind === 'list',
        replicas: inKubernetes && replicas > 0 ? replicas : undefined,
      });
    }
    if (tree.kind === 'list') {
      if (variables.length === 0)
        for (const [index, item] of tree.items.entries()) walk(item, `${path}.${index}`, image);
      return;
    }
    if (tree.kind !== 'map') return;
    const own = imageOf(tree) ?? image;
    for (let index = 0; index < tree.entries.length; index += 1) {
      const entry = tree.entries[index];
      if (!entry) continue;
      // Blocks that only exist to be merged are read where they are merged; `x-` keys are Compose's place for them.
      if (!mayHoldBlocks(entry.value) || (!path.includes('.') && entry.key.startsWith('x-'))) continue;
      const files = entry.key === 'environment' && neighbours.length > 0 ? envFiles(tree, neighbours) : [];
      walk(entry.value, `${path}.${entry.key}${entry.key === '' ? index : ''}`, own, files);
    }
  };
  walk(document, id, undefined);
  return blocks;
}

/** Most sections of a text hold none, and an edit leaves most of them as they were. */
const mayHoldBlocks = (tree: Tree): boolean => tree.kind !== 'scalar' && holdsVariables(tree);

const holdsVariables = perTree((tree): boolean => {
  if (tree.kind === 'map') return tree.entries.some(({ key, value }) => isVariable(key) || mayHoldBlocks(value));
  return tree.kind === 'list' && tree.items.some((item) => item.kind !== 'scalar' || item.text.includes('='));
});

/** What a service gets from its `env_file`: a name, a list of names, or of maps with a `path`. */
function envFiles(service: TreeMap, neighbours: readonly Neighbour[]): readonly KeyedEntry[] {
  const single = textAt(service, 'env_file');
  const items = listAt(service, 'env_file').map((item) => (item.kind === 'scalar' ? item.text : textAt(item, 'path')));
  return [single, ...items].flatMap((written) => {
    const name = written?.replace(/^\.\//, '');
    const file = neighbours.find((one) => one.name === name);
    return file ? readEnvFile(file.text).map((entry) => foreignEntry(entry, file.name)) : [];
  });
}

/** Helm values keep registry and repository apart. */
function imageOf(tree: TreeMap): string | undefined {
  if (!tree.entries.some(({ key }) => key === 'image')) return undefined;
  const written = textAt(tree, 'image');
  if (written !== undefined) return written;
  const image = mapAt(tree, 'image');
  const repository = image && textAt(image, 'repository');
  return repository === undefined ? undefined : [textAt(image, 'registry'), repository].filter(Boolean).join('/');
}

const none: readonly KeyedEntry[] = [];

function variablesOf(tree: Tree): readonly KeyedEntry[] {
  if (tree.kind === 'map') {
    if (!tree.entries.some(({ key }) => isVariable(key))) return none;
    return tree.entries.flatMap((entry) =>
      entry.value.kind === 'scalar' && isVariable(entry.key)
        ? [leafEntry({ path: [entry.key], name: entry.key, entry, value: entry.value })]
        : [],
    );
  }
  if (tree.kind === 'scalar') return none;
  return tree.items.flatMap((item) => variableIn(item) ?? []);
}

function variableIn(item: Tree): KeyedEntry | undefined {
  if (item.kind === 'scalar') return assignment(item);
  return item.kind === 'map' ? nameAndValue(item) : undefined;
}

/** `- KAFKA_NODE_ID=1` */
function assignment(item: TreeScalar): KeyedEntry | undefined {
  const match = /^(?<name>[A-Z][A-Z0-9]*_[A-Z0-9_]+)=(?<value>.*)$/s.exec(item.text);
  const { name, value } = match?.groups ?? {};
  if (name === undefined || value === undefined || !item.literal) return undefined;
  const at = item.inner.start + name.length + 1;
  return variable(name, value, { start: item.inner.start, end: at - 1 }, at);
}

/** `- name: KAFKA_NODE_ID` with `value: "1"` under it. */
const nameAndValue = (item: TreeMap): KeyedEntry | undefined =>
  namedVariable(item, textAt(item, 'name') ?? textAt(item, 'key'));
