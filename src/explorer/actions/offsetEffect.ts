import type { OffsetChange } from '../../kafka/clusterActions';

/** What the consumers of a group will meet in a partition. */
export function offsetEffect({ before, after, begin, end }: OffsetChange): string {
  const log = `The log has ${begin} to ${end}.`;
  if (before === undefined) return `Nothing is committed yet. ${log}`;
  if (before === after) return `Stays as it is. ${log}`;
  const distance = Math.abs(after - before).toLocaleString('en');
  return after > before ? `Skips ${distance} offsets. ${log}` : `Reads ${distance} offsets again. ${log}`;
}

/** The same of many partitions at once. */
export function offsetEffects(changes: readonly OffsetChange[]): string {
  const known = changes.filter(({ before }) => before !== undefined);
  const sum = (pick: (change: OffsetChange) => number): number =>
    known.reduce((total, change) => total + Math.max(0, pick(change)), 0);
  const again = sum(({ before, after }) => (before ?? after) - after);
  const skipped = sum(({ before, after }) => after - (before ?? after));
  return `${again.toLocaleString('en')} offsets are read again, ${skipped.toLocaleString('en')} are skipped.`;
}
