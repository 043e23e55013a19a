import type { Span } from '../../base/span';
import type { KeyedEntry } from '../keyedUnits';
import { readValue } from '../readValue';
import { child, mapAt, type Tree, type TreeMap, type TreeScalar, textAt } from '../tree';
import { leafEntry, treeSetting } from '../treeEntries';
import type { Unit } from '../unit';
import { startsBroker } from './brokerImages';
import { environmentUnits } from './environment';

/**
 * Environment blocks of any manifest: Compose, Kubernetes, CI services, Ansible, Helm values. What makes one is a map of
 * upper-case names or a list of `NAME=value` or of name and value; the image next to it says who reads it.
 */
export function containerUnits(documents: readonly Tree[]): readonly Unit[] {
  const blocks = documents.flatMap((document, index) => environmentBlocks(document, `${index}`));
  const brokers = blocks.filter((block) => startsBroker(namesOf(block), block.image));
  const count = brokers.reduce((sum, block) => sum + (block.replicas ?? 1), 0);
  const voters = blocks.some(({ variables }) =>
    variables.some(({ key, text }) => /CONTROLLER_QUORUM_VOTERS$/.test(key) && text.includes(',')),
  );
  const several = count > 1 || voters;
  // A block that several services merge in is one text: it is judged for the first of them.
  const seen = new Set<string>();
  return blocks.flatMap((block) =>
    environmentUnits(block.variables, {
      id: block.id,
      ...(block.image === undefined ? {} : { image: block.image }),
      ...(several ? { severalBrokers: true } : count === 1 ? { singleBroker: true } : {}),
    }).filter((unit) => {
      const places = unit.settings.map((setting) => setting.keySpan.start).join(',');
      const key = `${unit.role}:${places}`;
      return places === '' || !seen.has(key) ? seen.add(key) !== undefined : false;
    }),
  );
}

interface Block {
  readonly id: string;
  readonly image: string | undefined;
  readonly variables: readonly KeyedEntry[];
  readonly replicas: number | undefined;
}

const namesOf = (block: Block): ReadonlyMap<string, string> =>
  new Map(block.variables.map(({ key, text }) => [key, text]));

function environmentBlocks(document: Tree, id: string): readonly Block[] {
  const blocks: Block[] = [];
  const replicas = Number(textAt(document, 'spec', 'replicas') ?? '1');
  const inKubernetes = textAt(document, 'apiVersion') !== undefined;
  const walk = (tree: Tree, path: string, image: string | undefined): void => {
    if (blocks.length > 2_000) return;
    const variables = variablesOf(tree);
    if (variables.length > 0) {
      blocks.push({ id: path, image, variables, replicas: inKubernetes && replicas > 0 ? replicas : undefined });
    }
    if (tree.kind === 'list') {
      if (variables.length === 0)
        for (const [index, item] of tree.items.entries()) walk(item, `${path}.${index}`, image);
      return;
    }
    if (tree.kind !== 'map') return;
    const own = textAt(tree, 'image') ?? imageOfMap(tree) ?? image;
    for (const [index, entry] of tree.entries.entries()) {
      // Blocks that only exist to be merged are read where they are merged; `x-` keys are Compose's place for them.
      if (entry.value.kind === 'scalar' || (path.split('.').length === 1 && entry.key.startsWith('x-'))) continue;
      walk(entry.value, `${path}.${entry.key}${entry.key === '' ? index : ''}`, own);
    }
  };
  walk(document, id, undefined);
  return blocks;
}

/** Helm values keep registry and repository apart. */
function imageOfMap(tree: TreeMap): string | undefined {
  const image = mapAt(tree, 'image');
  const repository = image && textAt(image, 'repository');
  return repository === undefined ? undefined : [textAt(image, 'registry'), repository].filter(Boolean).join('/');
}

function variablesOf(tree: Tree): readonly KeyedEntry[] {
  if (tree.kind === 'map') {
    const named = tree.entries.filter((entry) => isVariable(entry.key));
    if (named.length === 0) return [];
    return named.flatMap((entry) =>
      entry.value.kind === 'scalar'
        ? [leafEntry({ path: [entry.key], name: entry.key, entry, value: entry.value })]
        : [],
    );
  }
  if (tree.kind === 'scalar') return [];
  return tree.items.flatMap((item) => (item.kind === 'scalar' ? assignment(item) : nameAndValue(item)) ?? []);
}

const isVariable = (name: string): boolean => /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/.test(name);

/** `- KAFKA_NODE_ID=1` */
function assignment(item: TreeScalar): KeyedEntry | undefined {
  const match = /^(?<name>[A-Z][A-Z0-9]*_[A-Z0-9_]+)=(?<value>.*)$/s.exec(item.text);
  const { name, value } = match?.groups ?? {};
  if (name === undefined || value === undefined || !item.literal) return undefined;
  const at = item.inner.start + name.length + 1;
  return variable(name, value, { start: item.inner.start, end: at - 1 }, at);
}

export function variable(name: string, text: string, keySpan: Span, at: number): KeyedEntry {
  const quote = /^(["']).*\1$/s.test(text) ? 1 : 0;
  const bare = text.slice(quote, text.length - quote);
  return {
    key: name,
    keySpan,
    span: { start: keySpan.start, end: at + text.length },
    text: bare,
    setting: (key) => {
      const read = readValue(bare, at + quote);
      return {
        key,
        writtenKey: name,
        keySpan,
        value: read.value,
        valueSpan: read.span,
        removals: [],
        form: 'plainValue',
      };
    },
  };
}

/** `- name: KAFKA_NODE_ID` with `value: "1"` under it. The value is what a finding is about. */
function nameAndValue(item: Tree): KeyedEntry | undefined {
  const name = textAt(item, 'name') ?? textAt(item, 'key');
  const value = child(item, 'value');
  if (name === undefined || !isVariable(name) || value?.kind !== 'scalar' || item.kind !== 'map') return undefined;
  const entry = { key: name, keySpan: value.span, removal: undefined };
  return {
    key: name,
    keySpan: value.span,
    span: item.span,
    text: value.text,
    setting: (key) => treeSetting(entry, value, key),
  };
}
