import type {
  Confidence,
  Coordinates,
  DuplicateCode,
  FindingKind,
  GapCode,
  Range,
  Verdict,
  VerdictState,
} from './model';

/** What lies behind a verdict, for the words of the marks and of the explain pane. */
export type Why =
  | 'none'
  | 'out-of-order'
  | 'same-batch'
  | 'outside-window'
  | 'state-topic'
  | 'heartbeat'
  | 'low-cardinality'
  | 'idempotent'
  | 'original-aborted'
  | 'copy-aborted'
  | 'rule-changed'
  | 'markers-between'
  | 'aborted-between'
  | 'hole-free'
  | 'in-no-partition'
  | 'compacted'
  | 'expired'
  | 'expired-behind'
  | 'truncated-between'
  | 'skipped'
  | 'unsettled'
  | 'unexplained'
  | 'forgotten'
  | 'stopped-early';

/** What was known when a gap was found. */
export interface GapFacts {
  /** The record with the number before the missing ones; undefined when it is not remembered. */
  readonly before: Coordinates | undefined;
  /** High watermark of the partition that reading had to pass; undefined = the ends of all partitions. */
  readonly highWatermark: number | undefined;
  readonly graceMs: number;
  /** What lies between the two neighbours. */
  readonly between: Why;
}

/** A verdict while it lives in the session: {@link Verdict} is how it is told. */
export interface Judgement {
  readonly id: number;
  code: DuplicateCode | GapCode;
  confidence: Confidence;
  state: VerdictState;
  readonly partition: number;
  readonly offset: number;
  /** Partition of the earlier copy; -1 = none. */
  ofPartition: number;
  ofOffset: number;
  why: Why;
  /** Difference of the two timestamps in milliseconds, for copies. */
  apart: number;
  /** The copy's producer had no idempotence. */
  readonly plainProducer: boolean;
  /** Gaps only. */
  readonly key: Uint8Array | null | undefined;
  missing: Range[] | undefined;
  readonly gap: GapFacts | undefined;
  /** The number of the record itself: conflicts, late fills, restarts. */
  readonly number: number | undefined;
  /** Waits to be taken by `takeChanges`. */
  untaken: boolean;
  /** Was taken at least once: what was taken back unseen need not be told. */
  wasTold: boolean;
  /** Rows in memory that show it; without any it is forgotten. */
  rows: number;
}

export function tell(judgement: Judgement): Verdict {
  const { id, code, confidence, state, partition, offset, ofPartition, ofOffset, key, missing } = judgement;
  return {
    id,
    code,
    confidence,
    state,
    partition,
    offset,
    ...(ofPartition >= 0 ? { of: { partition: ofPartition, offset: ofOffset } } : {}),
    ...(missing ? { key: key ?? null, missing: missing.map(([from, to]) => [from, to] as const) } : {}),
  };
}

export const isCopy = ({ code, state }: Judgement): boolean =>
  (code === 'D1' || code === 'D2' || code === 'D3' || code === 'D4') && state !== 'retracted';

/** The precedence of marks: a row shows the verdict with the highest rank. */
export function rank({ code, confidence, state }: Pick<Judgement, 'code' | 'confidence' | 'state'>): number {
  if (state === 'retracted') return 0;
  switch (code) {
    case 'D6':
      return 9;
    case 'D1':
    case 'D2':
    case 'D3':
    case 'D4':
      return confidence === 'proven' ? 8 : 5;
    case 'D7':
      return 7;
    case 'G1':
    case 'G3':
    case 'G4':
      return 6;
    case 'G2':
    case 'G5':
      return 4;
    case 'G6':
      return 3;
    case 'D8':
    case 'D9':
      return 2;
    case 'D5':
      return 1;
  }
}

/** What the verdict counts as where findings are counted; undefined when it was taken back, filled or is not counted. */
export function kindOf({ code, state }: Judgement): FindingKind | undefined {
  if (state === 'retracted' || state === 'filled') return undefined;
  return kinds[code];
}

const kinds: Readonly<Partial<Record<Judgement['code'], FindingKind>>> = {
  D1: 'duplicate',
  D2: 'duplicate',
  D3: 'duplicate',
  D4: 'duplicate',
  D5: 'redelivery',
  D6: 'divergence',
  D7: 'conflict',
  D8: 'repeat',
  G1: 'gap',
  G2: 'late',
  G3: 'gap',
  G4: 'gap',
  G5: 'restart',
};

/** Found in the log itself, whatever the rules of identity and sequence are. */
export const isOfTheLog = ({ code }: Judgement): boolean => code === 'D1' || code === 'D5' || code === 'D6';
