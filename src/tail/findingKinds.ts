import type { FindingKind } from './model';

/** Number of each kind, for typed arrays; 0 is kept for rows without a finding. */
export const findingNumber: Readonly<Record<FindingKind, number>> = {
  duplicate: 1,
  gap: 2,
  late: 3,
  conflict: 4,
  divergence: 5,
  restart: 6,
  repeat: 7,
  aborted: 8,
  truncated: 9,
  expired: 10,
  unexplained: 11,
  recreated: 12,
  redelivery: 13,
};

export const findingKinds = Object.keys(findingNumber) as readonly FindingKind[];

/** Kinds that are legitimate in themselves: counted and found on request, but no anomaly. */
export const isLegitimate = (kind: FindingKind): boolean =>
  kind === 'repeat' || kind === 'redelivery' || kind === 'aborted';
