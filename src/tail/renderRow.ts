import type { RecordView } from '../kafka/model';
import { readHeaders } from '../kafka/readHeaders';
import type { BatchLog } from './batchLog';
import { type CopyFacts, explanation, gapText, letterOf, markText } from './explain';
import type { HoleBook } from './holeBook';
import type { Judgement } from './judgement';
import type { Hole, Mark, NamePartition, Preview, RecordDetails, Row } from './model';
import { preview } from './preview';
import { GAP, HOLE, type RowFields } from './rowStore';
import type { VerdictBook } from './verdictBook';

export interface RowSources {
  readonly batches: BatchLog;
  readonly book: VerdictBook;
  readonly holes: HoleBook;
  readonly nameOf: NamePartition;
}

/** The row as the view shows it. `payload` is undefined where it was evicted. */
export function renderRow(
  n: number,
  fields: RowFields,
  partition: number,
  payload: RecordView | undefined,
  { batches, book, holes, nameOf }: RowSources,
): Row | undefined {
  if (fields.kind === HOLE) {
    const hole = holes.get(fields.mark);
    if (hole === undefined) return undefined;
    const { code, from, to } = hole;
    return { kind: 'hole', row: n, code, partition: hole.partition, from, to, text: holeText(hole) };
  }
  const judgement = fields.mark === 0 ? undefined : book.get(fields.mark);
  if (fields.kind === GAP) return judgement && renderGap(n, judgement);
  const { batch } = fields;
  return {
    kind: 'record',
    row: n,
    partition,
    offset: fields.offset,
    timestamp: fields.timestamp,
    key: payload && part(payload, payload.keyStart, payload.keyEnd),
    value: payload && part(payload, payload.valueStart, payload.valueEnd),
    valueBytes: Math.max(0, fields.valueBytes),
    headerCount: fields.headerCount,
    producerId: batches.producerId(batch),
    producerEpoch: batches.producerEpoch(batch),
    transaction: batches.transaction(batch),
    sequence: Number.isNaN(fields.sequence) ? undefined : fields.sequence,
    mark: judgement && renderMark(judgement, nameOf),
  };
}

export function renderDetails(
  fields: RowFields,
  partition: number,
  payload: RecordView | undefined,
  limit: number,
  { batches, book, nameOf }: RowSources,
  sequenceRule: string | undefined,
  facts: CopyFacts,
): RecordDetails {
  const { batch } = fields;
  const judgement = fields.mark === 0 ? undefined : book.get(fields.mark);
  const cut = (start: number, end: number): Uint8Array | null =>
    payload === undefined || start < 0 ? null : payload.bytes.slice(start, Math.min(end, start + limit));
  return {
    partition,
    offset: fields.offset,
    timestamp: fields.timestamp,
    timestampType: batches.isAppendTime(batch) ? 'append' : 'create',
    key: payload ? cut(payload.keyStart, payload.keyEnd) : null,
    keyBytes: payload && payload.keyStart >= 0 ? payload.keyEnd - payload.keyStart : 0,
    value: payload ? cut(payload.valueStart, payload.valueEnd) : null,
    valueBytes: Math.max(0, fields.valueBytes),
    headers: payload
      ? readHeaders(payload).map(({ name, value }) => ({ name, value: value?.slice(0, limit) ?? null }))
      : [],
    producerId: batches.producerId(batch),
    producerEpoch: batches.producerEpoch(batch),
    baseSequence: batches.baseSequence(batch),
    transaction: batches.transaction(batch),
    explanation: judgement && explanation(judgement, sequenceRule, facts, nameOf),
  };
}

const renderGap = (n: number, judgement: Judgement): Row => ({
  kind: 'gap',
  row: n,
  partition: judgement.partition,
  offset: judgement.offset,
  verdict: judgement.id,
  code: judgement.code as Mark['code'] & `G${number}`,
  state: judgement.state,
  key: judgement.key ? preview(judgement.key) : null,
  missing: judgement.missing ?? [],
  text: gapText(judgement),
});

const renderMark = (judgement: Judgement, nameOf: NamePartition): Mark => ({
  verdict: judgement.id,
  code: judgement.code,
  letter: letterOf(judgement),
  confidence: judgement.confidence,
  state: judgement.state,
  text: markText(judgement, nameOf),
  ...(judgement.ofPartition >= 0 ? { of: { partition: judgement.ofPartition, offset: judgement.ofOffset } } : {}),
});

const part = (payload: RecordView, start: number, end: number): Preview | null =>
  start < 0 ? null : preview(payload.bytes, start, end);

const holeText = ({ code, from, to, reason }: Hole): string =>
  code === 'O11'
    ? reason.slice(0, 1).toUpperCase() + reason.slice(1)
    : from === to
      ? `Offset ${from}: ${reason}`
      : `Offsets ${from}..${to}: ${reason}`;
