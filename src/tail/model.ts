/** The words of the analysis: what it says about a topic. Plain data; definitions in docs/tail.md. */

export type DuplicateCode = 'D1' | 'D2' | 'D3' | 'D4' | 'D5' | 'D6' | 'D7' | 'D8' | 'D9';
export type GapCode = 'G1' | 'G2' | 'G3' | 'G4' | 'G5' | 'G6';
export type HoleCode = 'O1' | 'O2' | 'O3' | 'O4' | 'O5' | 'O6' | 'O7' | 'O8' | 'O9' | 'O10' | 'O11';

/** How sure a verdict is. Proven = no other explanation is left; likely = the honest word for an inference. */
export type Confidence = 'proven' | 'strong' | 'likely';

/** `open` may still change; `final` for verdicts that have no later states, such as a proven retry. */
export type VerdictState = 'open' | 'filled' | 'confirmed' | 'unverifiable' | 'retracted' | 'final';

/** How a partition is called in sentences: `3`, or `orders-3` where several topics are read. */
export type NamePartition = (id: number) => string;

export interface Coordinates {
  readonly partition: number;
  readonly offset: number;
}

/** Inclusive range of sequence numbers or offsets. */
export type Range = readonly [from: number, to: number];

/**
 * One statement about one record (duplicates, conflicts) or about what is missing before it (gaps). A verdict that
 * changes is told again under the same id: the last telling is the truth.
 */
export interface Verdict {
  readonly id: number;
  readonly code: DuplicateCode | GapCode;
  readonly confidence: Confidence;
  readonly state: VerdictState;
  readonly partition: number;
  readonly offset: number;
  /** The earlier copy, for duplicates and conflicts. */
  readonly of?: Coordinates;
  /** For gaps: the stream's key (null = keyless or not scoped by key) and the numbers still missing. */
  readonly key?: Uint8Array | null;
  readonly missing?: readonly Range[];
}

/** Offsets `from..to` (inclusive) that hold no record for the reader, and why. */
export interface Hole {
  readonly code: HoleCode;
  readonly partition: number;
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}

export type TransactionState = 'none' | 'pending' | 'committed' | 'aborted';

/** Every counter of the summary line of the command line, in the same words. */
export interface Counters {
  readonly records: number;
  /** Records that are a second or later copy (D1 to D4) and not retracted. */
  readonly duplicates: {
    readonly total: number;
    readonly proven: number;
    readonly strong: number;
    readonly likely: number;
  };
  /** `missing` counts the sequence numbers missing in confirmed gaps. */
  readonly gaps: {
    readonly open: number;
    readonly confirmed: number;
    readonly unverifiable: number;
    readonly missing: number;
  };
  readonly late: number;
  readonly conflicts: number;
  readonly divergences: number;
  readonly restarts: number;
  readonly repeats: number;
  readonly redeliveries: number;
  readonly aborted: number;
  readonly holes: {
    readonly marker: number;
    readonly aborted: number;
    readonly compacted: number;
    readonly expired: number;
    readonly truncated: number;
    /** Times that a topic was deleted and created again. */
    readonly recreated: number;
    readonly skipped: number;
    readonly unexplained: number;
  };
  /** The rule in force, such as `header ce_source+ce_id` or `none`, and the share of records that it applied to. */
  readonly identity: { readonly rule: string; readonly hitRate: number };
  readonly sequence: { readonly rule: string; readonly scope: string; readonly hitRate: number };
  /** How many records back a duplicate is still recognised. "No duplicates" is never claimed beyond it. */
  readonly horizon: { readonly records: number };
}

/** Text of bytes for one line on screen. `cut` tells that more follows; `binary` that it is hex because not UTF-8. */
export interface Preview {
  readonly text: string;
  readonly cut: boolean;
  readonly binary: boolean;
  /** What it was decoded by, such as `Avro, schema 12`; absent where the bytes are shown as they are. */
  readonly as?: string;
  /** One sentence that says why the wanted decoder did not show it. */
  readonly problem?: string;
  /** The problem is that something is on its way. */
  readonly isPending?: true;
}

/** The one mark a row shows. `letter` and `text` carry the meaning without colour. */
export interface Mark {
  readonly verdict: number;
  readonly code: DuplicateCode | GapCode;
  readonly letter: string;
  readonly confidence: Confidence;
  readonly state: VerdictState;
  /** One short sentence, such as "Retry of 2:1841: the same batch was written twice". */
  readonly text: string;
  readonly of?: Coordinates;
}

export interface RecordRow {
  readonly kind: 'record';
  readonly row: number;
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: number;
  /** Null = null in Kafka; undefined = evicted from memory (to be read again). */
  readonly key: Preview | null | undefined;
  readonly value: Preview | null | undefined;
  /** 0 for null. */
  readonly valueBytes: number;
  readonly headerCount: number;
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly transaction: TransactionState;
  readonly sequence: number | undefined;
  readonly mark: Mark | undefined;
}

/** What a view wants to know of each record beyond what every row tells. */
export interface ExtraWish {
  /** The message id by the rule in force. */
  readonly id: boolean;
  readonly headers: boolean;
  /** Places in JSON values: names of members, indexes of lists. */
  readonly fields: readonly (readonly (string | number)[])[];
}

export interface RowExtra {
  /** Undefined where it was not asked for or the record has none. */
  readonly id: Preview | undefined;
  readonly headers: Preview | undefined;
  /** One for each path asked for, as it stands in the JSON; null where there is none. */
  readonly fields: readonly (Preview | null)[];
}

/** Drawn before the record that jumped ahead. */
export interface GapRow {
  readonly kind: 'gap';
  readonly row: number;
  readonly partition: number;
  readonly offset: number;
  readonly verdict: number;
  readonly code: GapCode;
  readonly state: VerdictState;
  readonly key: Preview | null;
  readonly missing: readonly Range[];
  /** Such as "3 missing: 7..9 of key order-17". */
  readonly text: string;
}

export interface HoleRow {
  readonly kind: 'hole';
  readonly row: number;
  readonly code: HoleCode;
  readonly partition: number;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export type Row = RecordRow | GapRow | HoleRow;

/**
 * Everything about one record, for the explain pane. Key, value and header values are cut at `limit` of the call, and null
 * also where the payload was evicted; `keyBytes` and `valueBytes` tell the whole size, 0 for null.
 */
export interface RecordDetails {
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: number;
  readonly timestampType: 'create' | 'append';
  readonly key: Uint8Array | null;
  readonly keyBytes: number;
  readonly value: Uint8Array | null;
  readonly valueBytes: number;
  readonly headers: readonly { readonly name: string; readonly value: Uint8Array | null }[];
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly baseSequence: number;
  readonly transaction: TransactionState;
  /** One sentence, then what supports it. Empty when the row carries no verdict. */
  readonly explanation:
    | { readonly sentence: string; readonly evidence: readonly string[]; readonly of?: Coordinates }
    | undefined;
}

/** Why a gap or a hole is shown, for the explain pane. */
export interface RowExplanation {
  readonly sentence: string;
  readonly evidence: readonly string[];
  /** Records worth a look: both neighbours of a gap. */
  readonly places: readonly (Coordinates & { readonly name: string })[];
}

/** The kinds of rows that can be looked for one after another. */
export type FindingKind =
  | 'duplicate'
  | 'gap'
  | 'late'
  | 'conflict'
  | 'divergence'
  | 'restart'
  | 'repeat'
  /** Records that the reader was given twice; the log has them once. */
  | 'redelivery'
  /** Records of aborted transactions. */
  | 'aborted'
  | 'truncated'
  | 'recreated'
  | 'expired'
  | 'unexplained';

/** How copies of a message are recognised beyond the log's own evidence. */
export type IdentityChoice =
  | { readonly kind: 'auto' }
  | { readonly kind: 'none' }
  /** Same key and value (and headers). */
  | { readonly kind: 'content' }
  | { readonly kind: 'header'; readonly name: string }
  /** Dotted path into a JSON value, such as `meta.id`. */
  | { readonly kind: 'json'; readonly path: string };

export type SequenceScope = 'key' | 'key+source' | 'partition' | 'topic' | 'producer';

/** Where the running number of a stream stands, and what makes a stream. */
export type SequenceChoice =
  | { readonly kind: 'auto' }
  | { readonly kind: 'none' }
  | { readonly kind: 'header'; readonly name: string; readonly scope?: SequenceScope }
  | { readonly kind: 'json'; readonly path: string; readonly scope?: SequenceScope }
  /** The integer at the end of the value or key: `message17`. */
  | { readonly kind: 'trailing'; readonly of: 'value' | 'key'; readonly scope?: SequenceScope };
