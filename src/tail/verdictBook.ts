import { isCopy, isOfTheLog, type Judgement, tell } from './judgement';
import type { Confidence, Verdict } from './model';

/**
 * What waits to be taken at most, within a factor of two. A reader of `takeChanges` that is so far behind has a newer state to show anyway; the
 * oldest tellings are dropped, the counters are not touched.
 */
const MAX_UNTAKEN = 1 << 18;

type Draft = Pick<Judgement, 'code' | 'confidence' | 'state' | 'partition' | 'offset'> & Partial<Judgement>;

/** Gives verdicts their ids, keeps those that can still be shown or change, and counts each in its newest state. */
export class VerdictBook {
  private readonly living = new Map<number, Judgement>();
  private untaken: Judgement[] = [];
  /** What the rules have found while they may still change: as long as a sample is. */
  private provisional: Judgement[] | undefined = [];
  private lastId = 0;
  private readonly copies: Record<Confidence, number> = { proven: 0, strong: 0, likely: 0 };
  private openGaps = 0;
  private confirmedGaps = 0;
  private unverifiableGaps = 0;
  private missing = 0;
  private late = 0;
  private conflicts = 0;
  private divergences = 0;
  private restarts = 0;
  private repeats = 0;
  private redeliveries = 0;

  open(draft: Draft): Judgement {
    this.lastId += 1;
    const judgement: Judgement = {
      ofPartition: -1,
      ofOffset: -1,
      why: 'none',
      apart: 0,
      plainProducer: true,
      key: undefined,
      missing: undefined,
      gap: undefined,
      number: undefined,
      untaken: false,
      wasTold: false,
      rows: 1,
      ...draft,
      id: this.lastId,
    };
    this.living.set(judgement.id, judgement);
    if (!isOfTheLog(judgement)) this.provisional?.push(judgement);
    this.count(judgement, 1);
    this.told(judgement);
    return judgement;
  }

  /** Every change of a verdict goes through here, so that the counters follow it. */
  change(judgement: Judgement, apply: (judgement: Judgement) => void): void {
    this.count(judgement, -1);
    apply(judgement);
    this.count(judgement, 1);
    this.told(judgement);
  }

  private retract(judgement: Judgement, why: Judgement['why']): void {
    if (judgement.state === 'retracted') return;
    this.change(judgement, (it) => {
      it.state = 'retracted';
      it.why = why;
    });
  }

  /** Other rules are in force: takes back all that identity and sequence have found. */
  retractFound(): void {
    for (const judgement of this.provisional ?? []) this.retract(judgement, 'rule-changed');
    this.provisional = [];
    this.repeats = 0;
  }

  /** The rules are final: nothing of what they find will be taken back on their account. */
  keepFound(): void {
    this.provisional = undefined;
  }

  get(id: number): Judgement | undefined {
    return this.living.get(id);
  }

  /** One more row shows the verdict. */
  keep(judgement: Judgement): void {
    judgement.rows += 1;
    this.living.set(judgement.id, judgement);
  }

  /** A row that showed the verdict is gone, or there was none. A gap that can still change is kept by its stream. */
  release(id: number): void {
    const judgement = this.living.get(id);
    if (judgement === undefined) return;
    judgement.rows -= 1;
    if (judgement.rows <= 0) this.living.delete(id);
  }

  /** A repeat that was reported before. */
  countRepeat(): void {
    this.repeats += 1;
  }

  take(): Verdict[] {
    const taken = this.untaken.sort((a, b) => a.id - b.id);
    this.untaken = [];
    const news = taken.filter(({ wasTold, why }) => wasTold || why !== 'rule-changed');
    for (const judgement of taken) {
      judgement.untaken = false;
      judgement.wasTold = true;
    }
    return news.map(tell);
  }

  counters() {
    const { copies } = this;
    return {
      duplicates: { total: copies.proven + copies.strong + copies.likely, ...copies },
      gaps: {
        open: this.openGaps,
        confirmed: this.confirmedGaps,
        unverifiable: this.unverifiableGaps,
        missing: this.missing,
      },
      late: this.late,
      conflicts: this.conflicts,
      divergences: this.divergences,
      restarts: this.restarts,
      repeats: this.repeats,
      redeliveries: this.redeliveries,
    };
  }

  private told(judgement: Judgement): void {
    if (judgement.untaken) return;
    judgement.untaken = true;
    this.untaken.push(judgement);
    if (this.untaken.length < 2 * MAX_UNTAKEN) return;
    for (const dropped of this.untaken.splice(0, MAX_UNTAKEN)) dropped.untaken = false;
  }

  private count(judgement: Judgement, by: 1 | -1): void {
    if (judgement.state === 'retracted') return;
    if (isCopy(judgement)) this.copies[judgement.confidence] += by;
    else if (judgement.state === 'open') this.openGaps += by;
    else if (judgement.state === 'unverifiable') this.unverifiableGaps += by;
    else if (judgement.state === 'confirmed') {
      this.confirmedGaps += by;
      this.missing += by * (judgement.missing ?? []).reduce((sum, [from, to]) => sum + to - from + 1, 0);
    } else if (judgement.code === 'G2') this.late += by;
    else if (judgement.code === 'G5') this.restarts += by;
    else if (judgement.code === 'D5') this.redeliveries += by;
    else if (judgement.code === 'D6') this.divergences += by;
    else if (judgement.code === 'D7') this.conflicts += by;
    else if (judgement.code === 'D8') this.repeats += by;
  }
}
