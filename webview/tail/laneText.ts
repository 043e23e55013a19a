import { visibleText } from '../../src/base/visibleText';
import type { Lane, LaneTick } from '../../src/protocol/tailQueries';
import { findingKinds, findingLooks } from './findingLooks';
import { countOf, formatCount } from './formatCount';

/** A lane in words: "order-17: 25 records, Duplicates 1, Gaps 1". */
export function laneText({ key, ticks }: Lane): string {
  const gaps = ticks.filter(({ gap }) => gap !== undefined).length;
  const found = findingKinds
    .map((kind) => ({ kind, n: ticks.filter((tick) => tick.kind === kind).length + (kind === 'gap' ? gaps : 0) }))
    .filter(({ n }) => n > 0)
    .map(({ kind, n }) => `${findingLooks[kind].name} ${formatCount(n)}`);
  return `${visibleText(key?.text ?? 'no key')}: ${[countOf(ticks.length, 'record'), ...found].join(', ')}`;
}

/** One record of a lane in words. */
export function tickText({ row, kind, of, gap }: LaneTick): string {
  return [
    `row ${formatCount(row + 1)}`,
    ...(kind ? [findingLooks[kind].one] : []),
    ...(of ? [`of ${of.partition}:${of.offset}`] : []),
    ...(gap ? [`before it: ${visibleText(gap)}`] : []),
  ].join(', ');
}
