import { producerEvidence, type Writers } from './explainProducer';
import type { Judgement, Why } from './judgement';
import type { Mark, NamePartition, Range, RecordDetails } from './model';
import { rangeSize } from './numbering';
import { preview } from './preview';

const SHOWN_RANGES = 3;
const SHOWN_KEY = 60;

/** "3 missing: 7..9 of key order-17" and what became of it. */
export function gapText(judgement: Judgement): string {
  const missing = judgement.missing ?? [];
  const count = missing.reduce((sum, range) => sum + rangeSize(range), 0);
  const of = judgement.key ? ` of key ${keyText(judgement.key)}` : '';
  if (judgement.state === 'filled') return `Gap${of} closed: every missing number arrived late`;
  const text = `${count} missing: ${rangesText(missing)}${of}`;
  if (judgement.state === 'confirmed') return `${text}: ${gapReason(judgement.why)}`;
  if (judgement.state === 'unverifiable') return `${text}; not to be verified: ${gapReason(judgement.why)}`;
  if (judgement.state === 'retracted') return `${text}; taken back: another sequence rule is in force`;
  return text;
}

/** One short sentence for the row. */
export function markText(judgement: Judgement, nameOf: NamePartition = String): string {
  const of = `${nameOf(judgement.ofPartition)}:${judgement.ofOffset}`;
  if (judgement.why === 'rule-changed') return 'Taken back: another rule is in force';
  switch (judgement.code) {
    case 'D1':
      return `Retry of ${of}: the same batch was written twice`;
    case 'D2':
      return judgement.plainProducer
        ? `Retry of ${of}: the same record was written twice`
        : `Copy of ${of}: the application sent the same record twice`;
    case 'D3':
      return judgement.confidence === 'likely'
        ? `Likely a copy of ${of}: id and content are the same, but it came too late for a retry`
        : `Copy of ${of}: the same message id was sent again`;
    case 'D4':
      return `Copy of ${of} in another partition`;
    case 'D5':
      return 'Read again by us: the log has this record once';
    case 'D6':
      return 'Diverged: this offset held another record when it was read before';
    case 'D7':
      return `Conflict: number ${judgement.number} was used by ${of} for another message`;
    case 'D8':
      return `Repeats ${of}: ${repeatReason(judgement.why)}`;
    case 'D9':
      return judgement.why === 'copy-aborted'
        ? `No copy of ${of}: this record's own transaction was aborted`
        : `No copy: the transaction of ${of} was aborted`;
    case 'G2':
      if (judgement.why === 'out-of-order')
        return `Out of order: number ${judgement.number} comes after the higher one of ${of}`;
      return `Late: number ${judgement.number} was missing since ${of}`;
    case 'G5':
      return `Restart: the numbers begin again at ${judgement.number}`;
    case 'G6':
      return `Number ${judgement.number} is below the first one read: reading began in the middle`;
    case 'G1':
    case 'G3':
    case 'G4':
      return gapText(judgement);
  }
}

export const letterOf = ({ code }: Judgement): string => letters[code];

const letters: Record<Mark['code'], string> = {
  D1: 'D',
  D2: 'D',
  D3: 'D',
  D4: 'D',
  D5: 'A',
  D6: '!',
  D7: 'C',
  D8: 'r',
  D9: 'x',
  G1: 'G',
  G2: 'L',
  G3: 'G',
  G4: 'G',
  G5: 'R',
  G6: 'b',
};

/** The outcome of comparing a copy with its original byte by byte; unknown where one of them has left memory. */
export type Compared = 'equal' | 'different' | 'unknown';

/** What is known about a copy and its original; undefined in parts where one of them has left memory. */
export interface CopyFacts extends Omit<Writers, 'differs'> {
  readonly compared: Compared;
}

/** What the explain pane says: the sentence of the mark, then what supports it. */
export function explanation(
  judgement: Judgement,
  sequenceRule: string | undefined,
  facts: CopyFacts,
  nameOf: NamePartition = String,
): RecordDetails['explanation'] {
  return {
    sentence: `${markText(judgement, nameOf)}.`,
    evidence: evidence(judgement, sequenceRule, facts),
    ...(judgement.ofPartition >= 0 ? { of: { partition: judgement.ofPartition, offset: judgement.ofOffset } } : {}),
  };
}

function evidence(judgement: Judgement, sequenceRule: string | undefined, facts: CopyFacts): string[] {
  const { code, confidence, apart } = judgement;
  const { compared } = facts;
  const apartText = apart === 0 ? 'Both carry the same timestamp.' : `Their timestamps are ${apart} ms apart.`;
  const producer = (): string => producerEvidence(code, { ...facts, differs: compared === 'different' });
  const rule = sequenceRule === undefined ? [] : [`Sequence: ${sequenceRule}.`];
  switch (code) {
    case 'D1':
      return [
        'CRC, length, record count and timestamps of the two batches are equal.',
        ...(confidence === 'proven'
          ? []
          : ['The batch holds a single record, so two equal messages in one millisecond would look the same.']),
        producer(),
      ];
    case 'D2':
      return [contentText(compared), apartText, producer()];
    case 'D3':
    case 'D4':
      return [
        code === 'D3' ? 'The message ids have the same 64-bit fingerprint.' : 'The copies are in different partitions.',
        ...(compared === 'unknown' ? [] : [contentText(compared)]),
        apartText,
        producer(),
      ];
    case 'D8':
    case 'D9':
      return [apartText];
    case 'G2':
    case 'G5':
    case 'G6':
    case 'D7':
      return rule;
    default:
      return [];
  }
}

const contentText = (compared: Compared): string => {
  if (compared === 'equal') return 'Key, value and headers are equal byte for byte.';
  if (compared === 'different') return 'Key, value or headers differ.';
  return 'Key, value and headers have the same 64-bit fingerprint; the original is no longer in memory to be compared.';
};

const repeatReason = (why: Why): string => {
  switch (why) {
    case 'same-batch':
      return 'sent twice in one batch, which no retry does';
    case 'outside-window':
      return 'equal content, too far apart in time for a retry';
    case 'state-topic':
      return 'the topic is compacted and keeps states, which may be set again';
    case 'heartbeat':
      return 'it comes at regular intervals, as a heartbeat does';
    case 'low-cardinality':
      return 'this content comes again and again';
    case 'idempotent':
      return 'equal content from an idempotent producer, which writes no retry twice';
    default:
      return 'equal content';
  }
};

export const gapReason = (why: Why): string => {
  switch (why) {
    case 'hole-free':
      return 'never written to this partition between these two records';
    case 'markers-between':
      return 'never written to this partition between these two records, where only transaction markers lie';
    case 'aborted-between':
      return 'not committed between these two records, where an aborted transaction lies that may have held them';
    case 'in-no-partition':
      return 'in no partition, up to the ends of the log seen when they were found missing';
    case 'compacted':
      return 'compaction has removed records in between';
    case 'expired':
      return 'records in between were deleted before they were read';
    case 'expired-behind':
      return 'records behind it were deleted before they were read, while the numbers could still come late';
    case 'truncated-between':
      return 'in the log no more, or never: it was truncated between these two records, and lost what it had there';
    case 'skipped':
      return 'we left out a part of the log ourselves';
    case 'unsettled':
      return 'it may stand before the part that was read: a retry without idempotence is written behind what was sent after it';
    case 'forgotten':
      return 'too many gaps are open to watch this one';
    case 'stopped-early':
      return 'reading stopped before the end of the log';
    default:
      return 'offsets in between are unexplained';
  }
};

function rangesText(ranges: readonly Range[]): string {
  const shown = ranges.slice(0, SHOWN_RANGES).map(([from, to]) => (from === to ? String(from) : `${from}..${to}`));
  const more = ranges.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${more} more ranges` : '');
}

function keyText(key: Uint8Array): string {
  const { text } = preview(key);
  return text.length > SHOWN_KEY ? `${text.slice(0, SHOWN_KEY)}…` : text;
}
