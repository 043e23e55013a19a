import type { FindingKind } from '../../src/protocol/tail';
import type { Shape, Tone } from './markLook';

/** How a kind of finding looks and is called where it stands for many rows: in graphs and lists. */
export interface FindingLook {
  readonly name: string;
  /** One of them. */
  readonly one: string;
  readonly letter: string;
  readonly shape: Shape;
  readonly tone: Tone;
}

/** In the order of columns, stacks and filters; the same shapes, letters and colours as the marks of the rows. */
export const findingLooks: Readonly<Record<FindingKind, FindingLook>> = {
  duplicate: { name: 'Duplicates', one: 'Duplicate', letter: 'D', shape: 'square', tone: 'duplicate' },
  gap: { name: 'Gaps', one: 'Gap', letter: 'G', shape: 'diamond', tone: 'gap' },
  late: { name: 'Late', one: 'Late', letter: 'L', shape: 'circle', tone: 'late' },
  conflict: { name: 'Conflicts', one: 'Conflict', letter: 'C', shape: 'triangle', tone: 'conflict' },
  restart: { name: 'Restarts', one: 'Restart', letter: 'R', shape: 'hexagon', tone: 'restart' },
  divergence: { name: 'Divergences', one: 'Divergence', letter: '!', shape: 'octagon', tone: 'error' },
  truncated: { name: 'Truncated', one: 'Truncated', letter: 'T', shape: 'octagon', tone: 'error' },
  recreated: { name: 'Recreated', one: 'Recreated', letter: 'N', shape: 'hexagon', tone: 'restart' },
  expired: { name: 'Expired', one: 'Expired', letter: 'E', shape: 'triangle', tone: 'gap' },
  unexplained: { name: 'Unexplained', one: 'Unexplained', letter: '?', shape: 'triangle', tone: 'gap' },
  repeat: { name: 'Repeats', one: 'Repeat', letter: 'r', shape: 'circle', tone: 'info' },
  redelivery: { name: 'Read again', one: 'Read again', letter: 'A', shape: 'circle', tone: 'info' },
  aborted: { name: 'Aborted', one: 'Aborted', letter: 'x', shape: 'circle', tone: 'info' },
};

export const findingKinds = Object.keys(findingLooks) as readonly FindingKind[];

/** Kinds that may mean loss, doubling or disorder: what "all findings" are. */
export const anomalyKinds = findingKinds.filter(
  (kind) => kind !== 'repeat' && kind !== 'redelivery' && kind !== 'aborted',
);
