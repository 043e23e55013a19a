import type { Value } from './values';

/** The text of a value that is one. */
export const textOf = (value: Value): string | undefined =>
  value.kind === 'scalar' || value.kind === 'key' ? value.text : undefined;
