import type { Tree, TreeMap, TreeScalar } from '../tree';
import { type Extraction, nothing } from '../unit';
import type { ShellWord } from './readCommands';
import { callUnits } from './shellUnits';
import { type ToolCall, toolCalls } from './toolCall';

/** Commands that are lists of words, and the values that they are made of. */
export interface ExecLists {
  readonly units: Extraction;
  readonly words: ReadonlySet<TreeScalar>;
}

/**
 * Tools of Kafka that a container runs without a shell: `command: [kafka-console-producer.sh]` with `args: [...]` behind it in
 * Kubernetes, `entrypoint` and `command` in Compose. `bash -c` with its script in one word is left to who reads texts.
 */
export function execLists(documents: readonly Tree[], text: string): ExecLists {
  const words = new Set<TreeScalar>();
  const calls = documents.flatMap((document) => mapsIn(document)).flatMap((map) => callOf(map, text, words) ?? []);
  const { units, ...more } = calls.length === 0 ? nothing : callUnits(calls);
  return { units: { ...more, units: units.map((unit) => ({ ...unit, id: `exec:${unit.id}` })) }, words };
}

function callOf(map: TreeMap, text: string, words: Set<TreeScalar>): ToolCall | undefined {
  const items = ['entrypoint', 'command', 'args'].flatMap((name) => listIn(map, name));
  const [first] = items;
  if (!first || items.length < 2 || !items.every(isWritten)) return undefined;
  const command = { words: items.map(wordOf), span: { start: first.span.start, end: first.span.end } };
  const [call] = toolCalls(text, command, 'sh');
  if (!call || call.name !== command.words[0]) return undefined;
  for (const item of items) words.add(item);
  return call;
}

/** The words of a list; none where the value is anything else. */
function listIn(map: TreeMap, name: string): readonly TreeScalar[] {
  const value = map.entries.findLast(({ key }) => key.toLowerCase() === name)?.value;
  const items = value?.kind === 'list' ? value.items : [];
  return items.filter((item): item is TreeScalar => item.kind === 'scalar');
}

const isWritten = ({ literal, style }: TreeScalar): boolean => literal && style !== 'block';

const wordOf = ({ text, inner, span }: TreeScalar): ShellWord => ({
  text,
  map: Array.from(text, (_, index) => inner.start + index),
  span,
  defaults: [],
});

/** Aliases of lists may unfold to any size. */
const mostSteps = 50_000;

function mapsIn(tree: Tree): readonly TreeMap[] {
  const found: TreeMap[] = [];
  let steps = 0;
  const walk = (at: Tree): void => {
    steps += 1;
    if (steps > mostSteps) return;
    if (at.kind === 'map') {
      found.push(at);
      for (const { value, foreign } of at.entries) if (!foreign) walk(value);
    } else if (at.kind === 'list') for (const item of at.items) walk(item);
  };
  walk(tree);
  return found;
}
