import { deepStrictEqual, strictEqual } from 'node:assert';
import type { TailPhase, TailSnapshot } from '../../../src/protocol/tail';
import { defaultColumns } from '../../../webview/tail/columnSettings';
import {
  boundText,
  emptyText,
  horizonText,
  identityText,
  phaseText,
  sequenceText,
  whyNotLive,
} from '../../../webview/tail/statusText';
import { readViewState } from '../../../webview/tail/viewState';
import { CountingSession } from '../tailWorker/fakes';

const base: TailSnapshot = {
  connection: 'local',
  connectionId: 'c1',
  options: {
    topic: 'orders',
    start: { kind: 'end' },
    stopAtEnd: false,
    isolation: 'read_uncommitted',
    identity: { kind: 'auto' },
    sequence: { kind: 'auto' },
    graceMs: 2000,
  },
  phase: 'reading',
  notices: [],
  firstRow: 0,
  endRow: 0,
  memory: { firstRow: 0, endRow: 0 },
  filter: undefined,
  search: undefined,
  layout: 0,
  revision: 0,
  counters: new CountingSession().counters(),
  positions: [],
  rate: 0,
  bounds: { maxRows: 250_000, maxPayloadBytes: 1 << 26 },
  redaction: { rules: [], inView: false },
};
const read = (records: number, more: Partial<TailSnapshot['counters']> = {}): TailSnapshot['counters'] => ({
  ...base.counters,
  records,
  ...more,
});

describe('status of the tail view', () => {
  it('says what reading does', () => {
    const positions = [
      { partition: 0, next: 10, highWatermark: 1010 },
      { partition: 1, next: 7, highWatermark: 7 },
    ];
    strictEqual(
      phaseText({ ...base, counters: read(12_345), rate: 6789, positions }),
      'Reading · 12,345 records · 6,789/s, 1,000 to go',
    );
    strictEqual(phaseText({ ...base, phase: 'paused', counters: read(1) }), 'Reading paused · 1 record');
    strictEqual(
      phaseText({ ...base, phase: 'ended', counters: read(5), options: { ...base.options, maxMessages: 5 } }),
      'Stopped at the limit · 5 records',
    );
    strictEqual(
      phaseText({
        ...base,
        phase: 'ended',
        counters: read(3),
        options: { ...base.options, maxMessages: 5, stopAtEnd: true },
      }),
      'Read to the end · 3 records',
    );
  });

  it('says why nothing is live after the end of the reading', () => {
    const limited = { ...base, counters: read(5), options: { ...base.options, maxMessages: 5 } };
    const why = (phase: TailPhase): string => whyNotLive({ ...limited, phase });
    strictEqual(why('ended'), 'Stopped at the limit: no newer records will come. Restart reads again.');
    strictEqual(why('stopped'), 'Reading was stopped: no newer records will come. Restart reads again.');
    strictEqual(why('failed'), 'Reading failed: no newer records will come. Restart reads again.');
  });

  it('claims nothing beyond the horizon', () => {
    deepStrictEqual(horizonText(base), { long: '', short: '' });
    deepStrictEqual(horizonText({ ...base, counters: read(900) }), {
      long: 'Of duplicates only batches written twice are recognised',
      short: 'Horizon: batches only',
    });
    const identity = { rule: 'JSON id', hitRate: 1 };
    deepStrictEqual(horizonText({ ...base, counters: read(900, { identity, horizon: { records: 900 } }) }), {
      long: 'Duplicates recognised within all 900 records read',
      short: 'Horizon: all read',
    });
    deepStrictEqual(horizonText({ ...base, counters: read(9_000_000, { identity, horizon: { records: 734_211 } }) }), {
      long: 'Duplicates recognised within the last 734,211 records',
      short: 'Horizon: last 734,211',
    });
  });

  it('says when rows left memory', () => {
    deepStrictEqual(boundText(base), { long: '', short: '' });
    deepStrictEqual(boundText({ ...base, memory: { firstRow: 1, endRow: 250_001 } }), {
      long: 'The view keeps the last 250,000 rows (limit 250,000); 1 earlier row left memory, still in Kafka',
      short: 'In memory: last 250,000 rows',
    });
  });

  it('names the rules in force', () => {
    deepStrictEqual([identityText(base), sequenceText(base)], ['no message id', 'no sequence']);
    const counters = read(10, {
      identity: { rule: 'header ce_id', hitRate: 0.999 },
      sequence: { rule: 'end of value', scope: 'key', hitRate: 1 },
    });
    strictEqual(identityText({ ...base, counters }), 'id: header ce_id (99 %)');
    strictEqual(sequenceText({ ...base, counters }), 'sequence: end of value by key (100 %)');
  });

  it('claims no rule while there are too few records to find one in', () => {
    const rule = 'not known yet';
    const counters = read(3, { identity: { rule, hitRate: 0 }, sequence: { rule, scope: 'none', hitRate: 0 } });
    const early = { ...base, counters };
    deepStrictEqual([identityText(early), sequenceText(early)], ['id: not known yet', 'sequence: not known yet']);
    deepStrictEqual(horizonText(early), { long: '', short: '' });
  });

  it('has a sentence for every phase without rows', () => {
    const sentences = (['connecting', 'reading', 'paused', 'stopped', 'ended', 'failed'] as TailPhase[]).map((phase) =>
      emptyText({ ...base, phase }),
    );
    deepStrictEqual(sentences, [
      'Connecting to local…',
      'No records yet. Reading from the end of orders…',
      'No records yet. Reading from the end of orders is paused.',
      'Stopped before a record came. Restart reads from the end of orders.',
      'No records from the end of orders.',
      'Nothing could be read from orders.',
    ]);
  });

  it('reads a saved state of any age', () => {
    const fresh = readViewState(undefined);
    deepStrictEqual(fresh.columns, defaultColumns);
    deepStrictEqual(fresh.time, { mode: 'absolute', zone: 'local' });
    deepStrictEqual([fresh.live, fresh.lines, fresh.anchor], [true, 1, undefined]);
    const chosen = readViewState({ time: { mode: 'iso', zone: 'utc' }, lines: 3 });
    deepStrictEqual([chosen.time, chosen.lines], [{ mode: 'iso', zone: 'utc' }, 3]);
    const odd = readViewState({ columns: ['key', 'nonsense', 7], live: false, anchor: { partition: 'x' }, options: 4 });
    deepStrictEqual([odd.columns, odd.live, odd.anchor, odd.options], [defaultColumns, false, undefined, undefined]);
  });
});
