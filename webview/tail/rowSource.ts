import type { Remote } from '../../src/protocol/rpc';
import type { ExtraWish, TailHost, ViewRow } from '../../src/protocol/tail';
import { RowCache } from './rowCache';

/** Rows by number: from the cache, or from the worker with one question for what is missing. */
export class RowSource {
  private readonly host: Pick<Remote<TailHost>, 'rows'>;
  private readonly cache = new RowCache();
  private asking = 0;
  /** Grows when what is on its way must not be used any more. */
  private age = 0;
  private wish: ExtraWish | undefined;

  constructor(host: Pick<Remote<TailHost>, 'rows'>) {
    this.host = host;
  }

  get isBusy(): boolean {
    return this.asking > 0;
  }

  get(n: number): ViewRow | undefined {
    return this.cache.get(n);
  }

  lacks(from: number, end: number, revision: number): boolean {
    return this.cache.missing(from, end, revision) !== undefined;
  }

  /** Asks for what of `from..end` is missing or older than the revision. Says whether anything came. */
  async load(
    from: number,
    end: number,
    wanted: { readonly layout: number; readonly revision: number },
  ): Promise<boolean> {
    const missing = this.cache.missing(from, end, wanted.revision);
    if (!missing) return false;
    const { age } = this;
    this.asking += 1;
    try {
      const answer = await this.host.rows(this.wish ? { ...missing, want: this.wish } : missing);
      if (age !== this.age || answer.layout !== wanted.layout) return false;
      this.cache.put(answer.rows, Math.max(answer.revision, wanted.revision));
      return answer.rows.length > 0;
    } finally {
      this.asking -= 1;
    }
  }

  /** What the columns on screen show beside the ordinary. */
  setWish(wish: ExtraWish | undefined): void {
    if (JSON.stringify(wish) === JSON.stringify(this.wish)) return;
    this.wish = wish;
    this.age += 1;
    this.cache.expire();
  }

  clear(): void {
    this.age += 1;
    this.cache.clear();
  }
}
