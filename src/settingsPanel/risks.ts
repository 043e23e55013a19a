/** The groups of the tree, worst first. `other`: what is no producer. */
export const risks = [
  'error',
  'atMostOnce',
  'noGuarantee',
  'notJudged',
  'atLeastOnce',
  'idempotent',
  'transactional',
  'other',
] as const;

export type Risk = (typeof risks)[number];
