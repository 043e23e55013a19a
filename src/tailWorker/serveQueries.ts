import type { Handlers } from '../protocol/rpc';
import type { TailQueries } from '../protocol/tailQueries';
import { type Advice, adviceFor } from '../tail/advice';
import { collectLanes } from '../tail/collectLanes';
import { firstInTime } from '../tail/firstInTime';
import { nextOfKey } from '../tail/nextOfKey';
import type { TailSession } from '../tail/session';
import { describePlace } from './describeRecord';
import { inSlices, type Slicing } from './inSlices';
import { lookAgain } from './lookAgain';
import { producerKind, producerOfGap } from './producerKindAt';
import type { OffsetRange } from './readRange';
import { Surveys } from './surveys';
import type { TailRun } from './tailRun';
import { verifyRow } from './verifyRow';

const MAX_LANES = 12;
const MAX_LANE_ROWS = 1000;

/** Answers what the explain pane and the overviews ask about the reading that `running` gives. */
export function serveQueries(running: () => TailRun, slicing: Slicing): Handlers<TailQueries> {
  const known = new WeakMap<TailRun, Surveys>();
  const surveys = (): Surveys => {
    const run = running();
    const found = known.get(run) ?? new Surveys(run, slicing);
    known.set(run, found);
    return found;
  };
  const readRange = (range: OffsetRange, limit: number) => running().readRange(range, limit);
  const broker = { readRange, nameOf: (id: number) => running().nameOf(id) };
  return {
    overview: (span) => surveys().overview(span),
    findings: (query) => surveys().page(query),
    lanes(from, count) {
      const { view, layout } = running();
      return { ...collectLanes(view, from, Math.min(count, MAX_LANE_ROWS), MAX_LANES), layout };
    },
    nextOfKey(from, direction) {
      const { view } = running();
      // A copy: the search outlives this turn, and what comes meanwhile may take the key's place.
      const key = view.keyAt(from)?.slice();
      return key && inSlices(nextOfKey(view, from, direction, key), slicing);
    },
    firstInTime: (from, to) => inSlices(firstInTime(running().view, from, to), slicing),
    original(place) {
      const run = running();
      const row = run.view.row(place);
      const of = row?.kind === 'record' ? row.mark?.of : undefined;
      return of && describePlace(run, of, readRange);
    },
    lookAgain: (place) => lookAgain(running().session, running().view.rowAt(place) ?? -1, broker),
    verify(place) {
      const { session, view } = running();
      const row = session.row(view.rowAt(place) ?? -1);
      if (row?.kind !== 'record') return { sentence: 'This row is no longer in memory.', evidence: [] };
      return verifyRow(() => running().verify(row));
    },
    advice: (place) => adviceOf(running().session, running().view.rowAt(place) ?? -1),
  };
}

function adviceOf(session: TailSession, n: number): Advice | undefined {
  const row = session.row(n);
  if (row?.kind === 'record')
    return row.mark && row.mark.state !== 'retracted' ? adviceFor(row.mark.code, producerKind(row)) : undefined;
  if (row?.kind !== 'gap' || (row.state !== 'open' && row.state !== 'confirmed')) return undefined;
  return adviceFor(row.code, producerOfGap(session, row));
}
