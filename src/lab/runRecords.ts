/** A run that has made topics, kept beyond the end of this process, so that what a crash leaves is found. */
export interface RunRecord {
  readonly run: string;
  readonly connection: string;
  readonly name: string;
  /** Last sign of life, milliseconds since the epoch. */
  readonly at: number;
}

/** Where records are kept: VS Code's own store, which all windows share. */
export interface RecordStore {
  get(): readonly RunRecord[];
  set(records: readonly RunRecord[]): PromiseLike<void>;
}

/** A run that has not shown itself for so long is over: it does so three times as often. */
const staleMs = 60_000;
export const signOfLifeMs = 20_000;

/** The book of runs that have topics on a cluster. */
export class RunRecords {
  private readonly store: RecordStore;
  private readonly now: () => number;

  constructor(store: RecordStore, now: () => number) {
    this.store = store;
    this.now = now;
  }

  /** Notes that a run is there, or still there. */
  async note(record: Omit<RunRecord, 'at'>): Promise<void> {
    const others = this.store.get().filter(({ run }) => run !== record.run);
    await this.store.set([...others, { ...record, at: this.now() }]);
  }

  async forget(run: string): Promise<void> {
    await this.store.set(this.store.get().filter((one) => one.run !== run));
  }

  /** Whether a run goes on, in this window or another. */
  isAlive(run: string): boolean {
    const record = this.store.get().find((one) => one.run === run);
    return record !== undefined && this.now() - record.at < staleMs;
  }

  /** Runs that ended without removing their topics. */
  abandoned(): readonly RunRecord[] {
    return this.store.get().filter(({ at }) => this.now() - at >= staleMs);
  }

  /** How long until the youngest record would count as abandoned; undefined where there is none. */
  nextLookMs(): number | undefined {
    const ages = this.store.get().map(({ at }) => this.now() - at);
    return ages.length === 0 ? undefined : Math.max(0, staleMs - Math.min(...ages));
  }
}
