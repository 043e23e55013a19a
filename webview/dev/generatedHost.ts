import type { Handlers } from '../../src/protocol/rpc';
import type { Row, RowExplanation, TailDetails, TailHost, TailSnapshot, ViewRow } from '../../src/protocol/tail';
import type { RowView } from '../../src/tailWorker/rowView';
import { generatedQueries } from './generatedQueries';
import { shownRow } from './generatedRows';
import type { GeneratedState } from './generatedState';
import { generatedCounters, placeOf, rowAt } from './generatedTopic';

/** Answers as the worker does, from nothing but numbers; what the view filters and finds, it finds by the worker's own code. */
export function generatedHost(state: GeneratedState, view: RowView): Handlers<TailHost> {
  const at = (place: number): Row | undefined => {
    const n = view.rowAt(place);
    return n === undefined ? undefined : shownRow(state, n);
  };
  const details = (n: number): TailDetails | undefined => state.details.get(n) ?? detailsOf(shownRow(state, n));
  return {
    snapshot: () => generatedSnapshot(state, view),
    rows(query) {
      state.asked.push({ from: query.from, count: query.count });
      return {
        layout: layoutOf(state, view),
        revision: state.revision,
        rows: view.rows(query).map((row) => withMarks(state, row)),
      };
    },
    details(place) {
      const n = view.rowAt(place);
      return n === undefined ? undefined : details(n);
    },
    findRow: (partition, offset) => view.findRow(partition, offset),
    nearRow: (partition, offset) => view.nearRow(partition, offset),
    explain(place) {
      const row = at(place);
      return row === undefined || row.kind === 'record' ? undefined : explanationOf(row);
    },
    nextAnomaly: (from, direction, kind) => view.nextAnomaly(from, direction, kind),
    setFilter: (filter) => view.setFilter(filter),
    setSearch: (where) => view.setSearch(where),
    // Generated records are text already.
    setDecoders: () => undefined,
    pickSchema: () => undefined,
    nextMatch: (from, direction) => view.nextMatch(from, direction),
    restart(options) {
      Object.assign(state, { options, rows: 0, phase: 'reading', notices: [], layout: state.layout + 1 });
    },
    pause(paused) {
      state.phase = paused ? 'paused' : 'reading';
    },
    stop() {
      state.phase = 'stopped';
    },
    producers: () => state.producers,
    showProducer: (id) => void state.shownProducers.push(id),
    produceAgain: (row) => {
      state.produced.push(row);
      return row % 2 === 0 ? undefined : 'Kafka does not have this record any more, and its content has left memory.';
    },
    copyRow(place, form) {
      const found = details(view.rowAt(place) ?? -1);
      const text = form === 'key' || form === 'value' ? found?.[form]?.text : form;
      if (text !== undefined) state.copied.push(text);
      return `Copied: ${form}.`;
    },
    exportRows(wish) {
      state.exported.push(wish);
      const wrong = wish.redact.find((rule) => !/^(key|value|headers?(\..+)?|\$.+)$/.test(rule));
      if (wrong !== undefined) throw new Error(`“${wrong}” is no rule of redaction.`);
      return 'Exported 3 rows: orders.ndjson.';
    },
    ...generatedQueries(state, details),
  };
}

function withMarks(state: GeneratedState, row: ViewRow): ViewRow {
  const marks = state.marks.get(row.row);
  return marks ? { ...row, marks } : row;
}

export function generatedSnapshot(state: GeneratedState, view: RowView): TailSnapshot {
  view.advance([], false);
  const ends = Array.from({ length: 6 }, (_, partition) => Math.floor((state.rows - partition + 5) / 6));
  return {
    connection: 'generated data',
    connectionId: 'generated',
    options: state.options,
    phase: state.phase,
    notices: state.notices,
    firstRow: view.firstRow,
    endRow: view.endRow,
    memory: { firstRow: Math.max(0, state.rows - state.keep), endRow: state.rows },
    filter: view.filterState,
    search: view.searchState,
    layout: layoutOf(state, view),
    revision: state.revision,
    counters: { ...generatedCounters(state.rows), ...state.counters },
    ...(state.slots ? { slots: state.slots } : {}),
    ...(state.debug ? { debug: state.debug } : {}),
    positions: ends.map((next, partition) => ({ partition, next, highWatermark: next })),
    rate: state.phase === 'reading' ? state.perSecond : 0,
    bounds: { maxRows: state.keep, maxPayloadBytes: 64 << 20 },
    redaction: state.redaction,
  };
}

/** As the worker's: of the reading and of what the view shows of it. */
const layoutOf = (state: GeneratedState, view: RowView): number => state.layout * 1000 + view.layout;

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
          ? 'Idempotence off explains it: when a response is lost, the client sends the same again, and the broker writes it again. enable.idempotence=true (in kafkajs idempotent: true) prevents it.'
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
    evidence: ['No offset between the two is without a record.', 'Sequence: JSON seq, per key.'],
    places: [
      { partition, offset: offset - 1, name: 'record before' },
      { partition, offset: offset + 1, name: 'record after' },
    ],
  };
}
