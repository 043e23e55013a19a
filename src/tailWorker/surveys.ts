import type { BinsByKind, FindingPage, FindingQuery, TailOverview } from '../protocol/tailQueries';
import { FindingIndex } from '../tail/findingIndex';
import { findingKinds } from '../tail/findingKinds';
import type { Row } from '../tail/model';
import { type CountsByKind, type Survey, surveyRows } from '../tail/surveyRows';
import { inSlices, type Slicing } from './inSlices';
import type { TailRun } from './tailRun';

/** What one page may ask for; a screen shows some dozens. */
const MAX_FINDINGS_A_PAGE = 200;

type Span = { readonly from: number; readonly to: number };

/** Looks at all rows of one reading when asked, and keeps the list of findings that the last look gave. */
export class Surveys {
  private readonly run: TailRun;
  private readonly slicing: Slicing;
  private findings = new FindingIndex(0);
  private layout = -1;
  /** One look at a time: who asks meanwhile waits for its end. */
  private looking: Promise<unknown> = Promise.resolve();

  constructor(run: TailRun, slicing: Slicing) {
    this.run = run;
    this.slicing = slicing;
  }

  /** Undefined when rows were inserted meanwhile: asking again is worth it. */
  overview(span: Span | undefined): Promise<TailOverview | undefined> {
    const asked = this.looking.then(() => this.look(span));
    this.looking = asked.catch(() => undefined);
    return asked;
  }

  page({ kind, from, count, anchor }: FindingQuery): FindingPage {
    const { view, layout } = this.run;
    if (layout !== this.layout) return { layout, total: 0, from, rows: [], anchorAt: 0 };
    const { findings } = this;
    const { firstRow } = view;
    const rows = findings
      .page(kind, firstRow, from, Math.min(count, MAX_FINDINGS_A_PAGE))
      .map((n) => view.row(n))
      .filter((row): row is Row => row !== undefined);
    const gone = findings.rank(kind, firstRow);
    const anchorAt = anchor === undefined ? 0 : Math.max(0, findings.rank(kind, anchor) - gone);
    return { layout, total: findings.count(kind, firstRow), from, rows, anchorAt };
  }

  private async look(span: Span | undefined): Promise<TailOverview | undefined> {
    const { run } = this;
    const { layout, revisionOfRows: revision } = run;
    const { now } = this.slicing;
    const started = now();
    const survey = await inSlices(surveyRows(run.view, span), this.slicing);
    if (survey === undefined || run.layout !== layout) return undefined;
    this.findings = survey.findings;
    this.layout = layout;
    return { layout, revision, tookMs: now() - started, ...told(survey) };
  }
}

function told({ firstRow, endRow, rowsFrom, binRows, byRow, time, timeless }: Survey) {
  return {
    firstRow,
    endRow,
    totals: Object.fromEntries([...byRow].map(([kind, counts]) => [kind, counts.reduce((sum, n) => sum + n, 0)])),
    byRow: { from: rowsFrom, rows: binRows, counts: lists(byRow) },
    byTime: time && {
      from: time.from,
      width: time.width,
      records: Array.from(time.records),
      counts: lists(time.byTime),
      outside: time.outside,
    },
    timeless,
  };
}

/** In the order of kinds, whichever came first. */
const lists = (counts: CountsByKind): BinsByKind =>
  Object.fromEntries(
    findingKinds.flatMap((kind) => {
      const list = counts.get(kind);
      return list ? [[kind, Array.from(list)] as const] : [];
    }),
  );
