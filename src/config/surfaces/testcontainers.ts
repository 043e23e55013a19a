import type { KeyedEntry } from '../keyedUnits';
import type { Unit } from '../unit';
import { knownBroker } from './brokerImages';
import { environmentUnits } from './environment';
import { variable } from './variable';

/**
 * Environments of containers that a test starts, in any language: `.withEnv("KAFKA_...", "1")`, `withEnvironment({ ... })`,
 * `Env: map[string]string{ ... }`. `isText` tells what is code or text from comments.
 */
export function testcontainersUnits(text: string, isText: (at: number) => boolean): readonly Unit[] {
  if (!startsContainers(text)) return [];
  const groups: KeyedEntry[][] = [];
  let last: number | undefined;
  for (const found of text.matchAll(pair)) {
    const { name = '', between = '', value = '' } = found.groups ?? {};
    const start = found.index + found[0].indexOf(name);
    const at = start + name.length + between.length;
    if (!isText(at - 1)) continue;
    const entry = variable(name, value, { start, end: start + name.length }, at);
    // One statement is one container.
    const apart = last === undefined || /;|\n\s*\n|\bnew\b|Container\(/.test(text.slice(last, start));
    if (apart) groups.push([entry]);
    else groups[groups.length - 1]?.push(entry);
    last = at + value.length;
  }
  return groups.flatMap((entries, index) => {
    const [first] = entries;
    const image = first && imageBefore(text, first.keySpan.start);
    const owner = { id: `testcontainers${index}`, ...(image === undefined ? {} : { image }), singleBroker: true };
    return environmentUnits(entries, owner);
  });
}

/** True where a test may start a container of Kafka's. */
export const startsContainers = (text: string): boolean =>
  /\b(?:KAFKA|CONNECT|KSQL)_[A-Z]/.test(text) && /testcontainers/i.test(text);

const pair =
  /["'`]?\b(?<name>(?:KAFKA|CONNECT|KSQL)_[A-Z][A-Z0-9_]*)(?<between>["'`]?\s*(?:,|:|=>|=|->|\bto\b)\s*["'`])(?<value>[^"'`\n]*)["'`]/g;

/** The image stands in front of its environment, a few lines above at most. */
function imageBefore(text: string, at: number): string | undefined {
  const before = text.slice(Math.max(0, at - 600), at);
  return [...before.matchAll(/["'`]([\w./:-]+)["'`]/g)].map(([, name]) => name).findLast((name) => knownBroker(name));
}
