import type { Handlers } from '../../src/protocol/rpc';
import type { Row, RowExplanation, TailDetails, TailHost, TailSnapshot } from '../../src/protocol/tail';
import { generatedQueries } from './generatedQueries';
import type { GeneratedState } from './generatedState';
import { generatedCounters, generatedRow, isFinding, isOfKind, placeOf, rowAt } from './generatedTopic';

/** Answers as the worker does, from nothing but numbers. */
export function generatedHost(state: GeneratedState): Handlers<TailHost> {
  const firstRow = (): number => Math.max(0, state.rows - state.keep);
  const details = (n: number): TailDetails | undefined =>
    state.details.get(n) ?? detailsOf(state.special.get(n) ?? generatedRow(n));
  return {
    snapshot: () => generatedSnapshot(state),
    rows({ from, count }) {
      state.asked.push({ from, count });
      const rows: Row[] = [];
      const end = Math.min(from + count, state.rows);
      for (let n = Math.max(from, firstRow()); n < end; n += 1) rows.push(state.special.get(n) ?? generatedRow(n));
      return { layout: state.layout, revision: state.revision, rows };
    },
    details,
    findRow(partition, offset) {
      const n = rowAt(partition, offset);
      return n >= firstRow() && n < state.rows ? n : undefined;
    },
    explain(n) {
      const row = state.special.get(n) ?? generatedRow(n);
      return row.kind === 'record' ? undefined : explanationOf(row);
    },
    nextAnomaly(from, direction, kind) {
      const start = direction === 1 ? Math.max(from + 1, firstRow()) : Math.min(from - 1, state.rows - 1);
      for (let n = start; n >= firstRow() && n < state.rows; n += direction)
        if (kind ? isOfKind(n, kind) : isFinding(n)) return n;
      return undefined;
    },
    restart(options) {
      Object.assign(state, { options, rows: 0, phase: 'reading', notices: [], layout: state.layout + 1 });
    },
    pause(paused) {
      state.phase = paused ? 'paused' : 'reading';
    },
    stop() {
      state.phase = 'stopped';
    },
    copy: (text) => void state.copied.push(text),
    ...generatedQueries(state, details),
  };
}

export function generatedSnapshot(state: GeneratedState): TailSnapshot {
  const ends = Array.from({ length: 6 }, (_, partition) => Math.floor((state.rows - partition + 5) / 6));
  return {
    connection: 'generated data',
    connectionId: 'generated',
    options: state.options,
    phase: state.phase,
    notices: state.notices,
    firstRow: Math.max(0, state.rows - state.keep),
    endRow: state.rows,
    layout: state.layout,
    revision: state.revision,
    counters: generatedCounters(state.rows),
    positions: ends.map((next, partition) => ({ partition, next, highWatermark: next })),
    rate: state.phase === 'reading' ? state.perSecond : 0,
    bounds: { maxRows: state.keep, maxPayloadBytes: 64 << 20 },
  };
}

function detailsOf(row: Row): TailDetails | undefined {
  if (row.kind !== 'record') return undefined;
  const { partition, offset, timestamp, mark, producerId, producerEpoch, transaction } = row;
  return {
    partition,
    offset,
    timestamp,
    timestampType: 'create',
    key: row.key ?? null,
    value: row.value ?? null,
    keyBytes: row.key?.text.length ?? 0,
    valueBytes: row.valueBytes,
    headers: [{ name: 'source', value: { text: 'order-service', cut: false, binary: false } }],
    producerId,
    producerEpoch,
    baseSequence: producerId === -1 ? -1 : offset,
    transaction,
    payload: 'memory',
    explanation: mark && {
      sentence: mark.text,
      evidence: [
        'CRC, length, record count and timestamps of the two batches are equal.',
        producerId === -1
          ? 'The producer runs without idempotence, so a retry after a lost response is written a second time.'
          : 'The producer is idempotent, so no retry of the client wrote it twice: the application sent it twice.',
      ],
      ...(mark.of ? { of: placeOf(rowAt(mark.of.partition, mark.of.offset)) } : {}),
    },
  };
}

function explanationOf(row: Exclude<Row, { readonly kind: 'record' }>): RowExplanation {
  if (row.kind === 'hole')
    return { sentence: `${row.text}.`, evidence: ['Harmless: it takes an offset of its own.'], places: [] };
  const { partition, offset } = row;
  return {
    sentence: `${row.text}.`,
    evidence: ['No offset between the two is without a record.', 'Sequence: json seq, per key.'],
    places: [
      { partition, offset: offset - 1, name: 'record before' },
      { partition, offset: offset + 1, name: 'record after' },
    ],
  };
}
