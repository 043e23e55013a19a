import type { KeyedEntry } from '../keyedUnits';
import type { ShellWord } from '../shell/readCommands';
import { commandsOf, type ShellContainer } from '../shell/shellTexts';
import type { Unit } from '../unit';
import { knownBroker } from './brokerImages';
import { environmentUnits } from './environment';
import { variable } from './variable';

/** `docker run -e KAFKA_DEFAULT_REPLICATION_FACTOR=1 apache/kafka`: the environment of a container on a command line. */
export function dockerRunUnits(text: string, container: ShellContainer): readonly Unit[] {
  if (!/\b(?:docker|podman|nerdctl)\b/.test(text) || !/(?:^|\s)(?:-e|--env)\b/m.test(text)) return [];
  const runs = commandsOf(text, container).flatMap(({ words }) => readRun(words) ?? []);
  const brokers = runs.filter(({ image }) => knownBroker(image)).length;
  return runs.flatMap(({ image, variables }, index) =>
    environmentUnits(variables, {
      id: `run${index}`,
      ...(image === undefined ? {} : { image }),
      ...(brokers > 1 ? { severalBrokers: true } : brokers === 1 ? { singleBroker: true } : {}),
    }),
  );
}

interface Run {
  readonly image: string | undefined;
  readonly variables: readonly KeyedEntry[];
}

function readRun(words: readonly ShellWord[]): Run | undefined {
  const at = words.findIndex(({ text }) => /^(?:docker|podman|nerdctl)$/.test(text));
  if (at < 0 || !words.slice(at + 1, at + 3).some(({ text }) => /^(?:run|create)$/.test(text))) return undefined;
  const variables = words.flatMap((word, index): readonly KeyedEntry[] => {
    const flagged = /^(?:-e|--env)$/.test(words[index - 1]?.text ?? '');
    const joined = /^(?:-e|--env=)(?=[A-Z])/.exec(word.text)?.[0].length;
    const skip = flagged ? 0 : joined;
    if (skip === undefined || word.text.includes('\0')) return [];
    const name = /^[A-Z][A-Z0-9]*_[A-Z0-9_]+(?==)/.exec(word.text.slice(skip))?.[0];
    const start = word.map[skip];
    if (name === undefined || start === undefined) return [];
    const value = word.text.slice(skip + name.length + 1);
    const valueAt = word.map[skip + name.length + 1] ?? word.span.end;
    return [variable(name, value, { start, end: start + name.length }, valueAt)];
  });
  const image = words.find(({ text }) => knownBroker(text))?.text;
  return variables.length > 0 ? { image, variables } : undefined;
}
