import type { RecordView } from '../../src/kafka/model';
import type { Row } from '../../src/protocol/tail';
import { encodePath, jsonAt } from '../../src/tail/jsonAt';
import { preview } from '../../src/tail/preview';
import type { Probe } from '../../src/tail/probe';
import { GAP, HOLE, RECORD } from '../../src/tail/rowStore';
import type { SessionRows } from '../../src/tailWorker/rowView';
import type { GeneratedState } from './generatedState';
import { findingOf, generatedRow, isFinding, isOfKind, rowAt } from './generatedTopic';

export const shownRow = (state: GeneratedState, n: number): Row => state.special.get(n) ?? generatedRow(n);

/** The rows of a session, made up when they are asked for. */
export function generatedRows(state: GeneratedState): SessionRows {
  const first = (): number => Math.max(0, state.rows - state.keep);
  const has = (n: number): boolean => n >= first() && n < state.rows;
  return {
    get firstRow() {
      return first();
    },
    get endRow() {
      return state.rows;
    },
    get layout() {
      return 0;
    },
    row: (n) => (has(n) ? shownRow(state, n) : undefined),
    kindAt: (n) => findingOf(n),
    timestampAt(n) {
      const row = shownRow(state, n);
      return row.kind === 'record' ? row.timestamp : Number.NaN;
    },
    keyAt(n) {
      const row = shownRow(state, n);
      return row.kind === 'record' && row.key ? encoder.encode(row.key.text) : undefined;
    },
    probe: (n) => (has(n) ? probeOf(shownRow(state, n), state) : undefined),
    extras(n, { id, headers, fields }) {
      const row = has(n) ? shownRow(state, n) : undefined;
      const record = row && probeOf(row, state).payload;
      if (!record) return undefined;
      const found = { start: 0, end: 0 };
      return {
        id: id ? preview(encoder.encode(`message-${n}`)) : undefined,
        headers: headers ? preview(encoder.encode('source: order-service')) : undefined,
        fields: fields.map((path) =>
          jsonAt(record.bytes, record.valueStart, record.valueEnd, encodePath(path), found)
            ? preview(record.bytes, found.start, found.end)
            : null,
        ),
      };
    },
    findRow(partition, offset) {
      const n = rowAt(partition, offset);
      return has(n) ? n : undefined;
    },
    nextAnomaly(from, direction, kind) {
      const start = direction === 1 ? Math.max(from + 1, first()) : Math.min(from - 1, state.rows - 1);
      for (let n = start; has(n); n += direction) if (kind ? isOfKind(n, kind) : isFinding(n)) return n;
      return undefined;
    },
  };
}

const encoder = new TextEncoder();
const kinds = { record: RECORD, gap: GAP, hole: HOLE } as const;

function probeOf(row: Row, { slots, options }: GeneratedState): Probe {
  const isRecord = row.kind === 'record';
  const slot = slots?.find(({ id }) => id === row.partition);
  return {
    kind: kinds[row.kind],
    topic: slot?.topic ?? options.topic,
    partition: slot?.partition ?? row.partition,
    offset: row.kind === 'hole' ? row.from : row.offset,
    timestamp: isRecord ? row.timestamp : -1,
    sequence: (isRecord ? row.sequence : undefined) ?? Number.NaN,
    valueBytes: isRecord && row.value !== null ? row.valueBytes : -1,
    producerId: isRecord ? row.producerId : -1,
    get payload() {
      return isRecord && row.value !== undefined ? payloadOf(row.key?.text, row.value?.text) : undefined;
    },
    text: isRecord ? '' : row.text,
    is(trait) {
      if (trait === 'anomaly') return isFinding(row.row);
      if (trait === 'hole') return row.kind === 'hole';
      if (trait === 'tombstone') return isRecord && row.value === null;
      if (trait === 'pending' || trait === 'committed') return isRecord && row.transaction === trait;
      if (trait === 'transactional') return isRecord && row.transaction !== 'none';
      return isOfKind(row.row, trait);
    },
  };
}

function payloadOf(key: string | undefined, value: string | undefined): RecordView {
  const bytes = encoder.encode((key ?? '') + (value ?? ''));
  const valueAt = encoder.encode(key ?? '').length;
  return {
    bytes,
    offset: 0,
    timestamp: 0,
    keyStart: key === undefined ? -1 : 0,
    keyEnd: key === undefined ? -1 : valueAt,
    valueStart: value === undefined ? -1 : valueAt,
    valueEnd: value === undefined ? -1 : bytes.length,
    headersStart: 0,
    headersEnd: 0,
    headerCount: 0,
  };
}
