import type { Span } from '../base/span';
import type { Surface } from '../config/surfaces';
import type { Unit } from '../config/unit';
import type { TextChange } from './analysis';

export interface Completion {
  readonly kind: 'key' | 'value';
  readonly label: string;
  readonly insert: string;
  /** What is replaced: the word at the cursor. */
  readonly replace: Span;
  /** The default with its client and version, where there is one. */
  readonly detail: string | undefined;
  /** One sentence. */
  readonly meaning: string;
  readonly reference: string;
  /** Place in the list. */
  readonly order: number;
}

export interface CompletionRequest {
  readonly text: string;
  readonly offset: number;
  readonly surface: Surface;
  /** The units of `text`. */
  readonly units: readonly Unit[];
  /** The units that the text would have after a change. */
  readonly read: (change: TextChange, changed: string) => readonly Unit[];
  /** The same for everything in code but the calls of kafkajs, which `read` is for: it takes longer. */
  readonly readCode: (change: TextChange, changed: string) => readonly Unit[];
  readonly javaVersion: string;
}
