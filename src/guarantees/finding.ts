import type { Span } from '../base/span';
import type { TextEdit } from '../config/textEdit';

export type { TextEdit } from '../config/textEdit';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** Most severe first. */
export const severities: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** One way out of a finding. `id` is unique within the finding and stable: `set-acks-all`. */
export interface Fix {
  readonly id: string;
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** May be applied without asking: see Rule.safeFix. */
  readonly safe?: true;
}

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  /** Why, in a few sentences; the same words as in docs/rules.md. */
  readonly explanation: string;
  /** A page of Kafka's or the client's own documentation. */
  readonly reference: string;
  /** Best first. */
  readonly fixes: readonly Fix[];
  readonly unitId: string | undefined;
}
