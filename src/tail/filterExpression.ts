import type { FindingKind } from './model';

/** What of a record is looked at as text. `any` = key, value and the names and values of the headers; `topic` = its name. */
export type TextField =
  | { readonly of: 'any' }
  | { readonly of: 'topic' }
  | { readonly of: 'key' }
  | { readonly of: 'value' }
  | { readonly of: 'header'; readonly name: string }
  /** A place in a JSON value: names of members, indexes of lists. */
  | { readonly of: 'json'; readonly path: readonly (string | number)[] };

/** `time` in milliseconds since the epoch, `size` = bytes of the value, `producer` = its id, -1 without idempotence. */
export type NumberField = 'partition' | 'offset' | 'time' | 'sequence' | 'size' | 'producer';

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** `anomaly` = whatever "next finding" stops at. */
export type RowTrait = FindingKind | 'anomaly' | 'tombstone' | 'pending' | 'committed' | 'transactional' | 'hole';

/**
 * Which rows are wanted. A comparison holds only where the field exists: `not (a = 1)` finds records without an `a`, `a != 1`
 * does not.
 */
export type FilterExpression =
  | { readonly kind: 'and' | 'or'; readonly of: readonly FilterExpression[] }
  | { readonly kind: 'not'; readonly of: FilterExpression }
  | { readonly kind: 'contains'; readonly field: TextField; readonly text: string }
  | { readonly kind: 'matches'; readonly field: TextField; readonly pattern: string; readonly ignoreCase: boolean }
  | { readonly kind: 'exists'; readonly field: TextField }
  | { readonly kind: 'compare'; readonly field: TextField; readonly how: Comparison; readonly text: string }
  | { readonly kind: 'number'; readonly field: NumberField; readonly how: Comparison; readonly number: number }
  | { readonly kind: 'is'; readonly trait: RowTrait };

/** A filter of the view: which rows, and how many rows around each of them (0 to 20). */
export interface RowFilter {
  readonly where: FilterExpression;
  readonly context: number;
}

export const MAX_CONTEXT = 20;
