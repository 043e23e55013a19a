import type { Remote } from '../../src/protocol/rpc';
import type { TailHost, TailSnapshot } from '../../src/protocol/tail';
import type { TailOverview } from '../../src/protocol/tailQueries';

/** Between two looks at least; a person does not read a graph faster. */
const REST_MS = 500;
/** The worker spends this share of its time on looks at most: one part looking, so many parts not. */
const REST_SHARE = 4;

type Span = { readonly from: number; readonly to: number };

/** The newest overview of all rows: asked for again when something has changed, and no more often than is fair. */
export class OverviewSource {
  private readonly host: Pick<Remote<TailHost>, 'overview'>;
  private readonly listener: { changed(): void; failed(error: unknown): void };
  private overview: TailOverview | undefined;
  private wanted: { readonly layout: number; readonly revision: number } | undefined;
  private known = '';
  private busy = false;
  private askedSpan: Span | undefined;

  constructor(host: Pick<Remote<TailHost>, 'overview'>, listener: OverviewSource['listener']) {
    this.host = host;
    this.listener = listener;
  }

  /** Undefined until the first has come, and while its row numbers mean nothing any more. */
  get latest(): TailOverview | undefined {
    return this.overview?.layout === this.wanted?.layout ? this.overview : undefined;
  }

  get span(): Span | undefined {
    return this.askedSpan;
  }

  /** Only the time of this span is binned, or of all records again. */
  narrow(span: Span | undefined): void {
    this.askedSpan = span;
    this.known = '';
    this.ask();
  }

  /** A newer picture is on the screen. */
  follow({ layout, revision }: TailSnapshot): void {
    this.wanted = { layout, revision };
    this.ask();
  }

  private ask(): void {
    const { wanted } = this;
    if (!wanted || this.busy || this.known === `${wanted.layout}/${wanted.revision}`) return;
    this.busy = true;
    this.look().then(
      (rest) => {
        setTimeout(() => {
          this.busy = false;
          this.ask();
        }, rest);
      },
      (error: unknown) => {
        this.busy = false;
        // Asked again with the next change, not at once.
        this.known = `${wanted.layout}/${wanted.revision}`;
        this.listener.failed(error);
      },
    );
  }

  private async look(): Promise<number> {
    const span = this.askedSpan;
    const overview = await this.host.overview(span);
    if (span !== this.askedSpan) return 0;
    if (!overview) return REST_MS;
    this.overview = overview;
    this.known = `${overview.layout}/${overview.revision}`;
    this.listener.changed();
    return Math.max(REST_MS, REST_SHARE * overview.tookMs);
  }
}
