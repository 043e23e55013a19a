import type { FindingKind, Mark, Preview, RecordRow, Row, TailSnapshot } from '../../src/protocol/tail';

const PARTITIONS = 6;
const START = Date.UTC(2026, 0, 31, 12, 0, 0);

const text = (value: string): Preview => ({ text: value, cut: false, binary: false });

/** Partition and offset of row n: rows of a generated topic are numbered across its partitions. */
export const placeOf = (n: number) => ({ partition: n % PARTITIONS, offset: Math.floor(n / PARTITIONS) });
export const rowAt = (partition: number, offset: number): number => offset * PARTITIONS + partition;

/** One record every 40 ms. */
export const timeOf = (n: number): number => START + n * 40;
export const rowAtTime = (at: number): number => Math.ceil((at - START) / 40);

/** Whether n and p of a row agree on a finding; kept in one place so that counters and rows tell the same. */
type Kind =
  | 'plain'
  | 'duplicate'
  | 'likely'
  | 'gap'
  | 'marker'
  | 'late'
  | 'conflict'
  | 'restart'
  | 'repeat'
  | 'truncation';

function kindOf(n: number): Kind {
  if (n % 10_007 === 5003) return 'truncation';
  if (n % 97 === 40) return n % 2 === 0 ? 'duplicate' : 'likely';
  if (n % 211 === 30) return 'gap';
  if (n % 307 === 26) return 'marker';
  if (n % 401 === 36) return 'late';
  if (n % 503 === 33) return 'conflict';
  if (n % 601 === 45) return 'restart';
  if (n % 83 === 48) return 'repeat';
  return 'plain';
}

/** In the words of the counters. */
export function findingOf(n: number): FindingKind | undefined {
  const kind = kindOf(n);
  switch (kind) {
    case 'plain':
    case 'marker':
      return n % 2 === 1 && transactionOf(n) === 'aborted' ? 'aborted' : undefined;
    case 'likely':
      return 'duplicate';
    case 'truncation':
      return 'truncated';
    default:
      return kind;
  }
}

export const isFinding = (n: number): boolean => !['plain', 'marker', 'repeat'].includes(kindOf(n));

export function isOfKind(n: number, wanted: FindingKind): boolean {
  const kind = kindOf(n);
  if (wanted === 'aborted') {
    const row = generatedRow(n);
    return row.kind === 'record' && row.transaction === 'aborted';
  }
  if (wanted === 'duplicate') return kind === 'duplicate' || kind === 'likely';
  return kind === (wanted === 'truncated' ? 'truncation' : wanted);
}

/** Row n, always the same: nothing is stored, so a million rows cost nothing. */
export function generatedRow(n: number): Row {
  const { partition, offset } = placeOf(n);
  const kind = kindOf(n);
  if (kind === 'gap') {
    const missing = [[offset, offset + 2]] as const;
    const what = `3 missing: ${offset}..${offset + 2} of key order-${n % 40}`;
    const state = n % 2 === 0 ? 'confirmed' : 'open';
    const code = state === 'confirmed' ? 'G3' : 'G1';
    return {
      kind,
      row: n,
      partition,
      offset,
      verdict: n,
      code,
      state,
      key: text(`order-${n % 40}`),
      missing,
      text: what,
    };
  }
  if (kind === 'marker') {
    const reason = `offset ${offset} of partition ${partition} is a commit marker`;
    return { kind: 'hole', row: n, code: 'O1', partition, from: offset, to: offset, text: reason };
  }
  if (kind === 'truncation') {
    const reason = `Partition ${partition}: the broker threw away offsets ${offset}..${offset + 4} that were read before`;
    return { kind: 'hole', row: n, code: 'O7', partition, from: offset, to: offset + 4, text: reason };
  }
  return generatedRecord(n, kind);
}

function generatedRecord(n: number, kind: Kind): RecordRow {
  const { partition, offset } = placeOf(n);
  const value = `{"orderId":"order-${n % 40}","seq":${offset},"status":"${n % 3 === 0 ? 'PAID' : 'CREATED'}","amount":${(n * 37) % 10_000}}`;
  // A retry that was written twice shows a producer without idempotence, and such a one has no transactions.
  const isPlain = n % 2 === 0 || kind === 'duplicate' || kind === 'likely';
  const transaction = isPlain ? 'none' : transactionOf(n);
  return {
    kind: 'record',
    row: n,
    partition,
    offset,
    timestamp: timeOf(n),
    key: text(`order-${n % 40}`),
    value: n % 71 === 37 ? null : text(value),
    valueBytes: value.length,
    headerCount: 1,
    producerId: isPlain ? -1 : 4001,
    producerEpoch: isPlain ? 0 : 3,
    transaction,
    sequence: offset,
    mark: generatedMark(n, kind),
  };
}

function transactionOf(n: number): RecordRow['transaction'] {
  if (n % 59 === 31) return 'aborted';
  if (n % 61 === 35) return 'pending';
  return n % 29 === 5 ? 'committed' : 'none';
}

function generatedMark(n: number, kind: Kind): Mark | undefined {
  const of = placeOf(Math.max(0, n - 12));
  const common = { verdict: n, confidence: 'strong', state: 'final' } as const;
  switch (kind) {
    case 'duplicate':
      return {
        ...common,
        code: 'D1',
        letter: 'D',
        confidence: 'proven',
        text: `Retry of ${of.partition}:${of.offset}: the same batch was written twice`,
        of,
      };
    case 'likely':
      return {
        ...common,
        code: 'D2',
        letter: 'D',
        confidence: 'likely',
        text: `Likely a retry of ${of.partition}:${of.offset}`,
        of,
      };
    case 'late':
      return { ...common, code: 'G2', letter: 'L', state: 'filled', text: 'Arrived after a higher number of its key' };
    case 'conflict':
      return {
        ...common,
        code: 'D7',
        letter: 'C',
        text: 'Same key and number as an earlier record, other content',
        of,
      };
    case 'restart':
      return { ...common, code: 'G5', letter: 'R', text: 'The sequence of this key began anew' };
    case 'repeat':
      return { ...common, code: 'D8', letter: 'r', text: 'A heartbeat: the same content at regular times' };
    default:
      return undefined;
  }
}

export function generatedCounters(rows: number): TailSnapshot['counters'] {
  const every = (n: number): number => Math.floor(rows / n);
  const total = every(97);
  return {
    records: rows,
    duplicates: { total, proven: Math.ceil(total / 2), strong: 0, likely: Math.floor(total / 2) },
    gaps: {
      open: Math.ceil(every(211) / 2),
      confirmed: Math.floor(every(211) / 2),
      unverifiable: 0,
      missing: 3 * every(211),
    },
    late: every(401),
    conflicts: every(503),
    divergences: 0,
    restarts: every(601),
    repeats: every(83),
    redeliveries: 0,
    aborted: every(118),
    holes: {
      marker: every(307),
      aborted: 0,
      compacted: 0,
      expired: 0,
      truncated: every(10_007),
      recreated: 0,
      skipped: 0,
      unexplained: 0,
    },
    identity: { rule: 'JSON eventId', hitRate: 0.993 },
    // Nothing was read that a rule could be found in.
    sequence: rows === 0 ? { rule: 'none', scope: 'none', hitRate: 0 } : { rule: 'JSON seq', scope: 'key', hitRate: 1 },
    horizon: { records: Math.min(rows, 734_211) },
  };
}
