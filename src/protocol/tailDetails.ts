import type { Preview, TransactionState } from '../tail/model';

/** Key, value and headers as text for the pane; binary shows as hex. `cut` says that the size is larger. */
export interface TailDetails {
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: number;
  readonly timestampType: 'create' | 'append';
  readonly key: Preview | null;
  readonly value: Preview | null;
  readonly keyBytes: number;
  readonly valueBytes: number;
  readonly headers: readonly { readonly name: string; readonly value: Preview | null }[];
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly baseSequence: number;
  /** Unknown where the record lies outside of what was read. */
  readonly transaction: TransactionState | 'unknown';
  /** Where key, value and headers come from: payloads leave memory before their rows do. Null fields when unavailable. */
  readonly payload: 'memory' | 'read again' | 'unavailable';
  readonly explanation:
    | {
        readonly sentence: string;
        readonly evidence: readonly string[];
        readonly of?: { readonly partition: number; readonly offset: number };
      }
    | undefined;
}
