import { hashKey } from '../base/hash64';
import type { Judgement } from './judgement';
import type { VerdictBook } from './verdictBook';

/** Contents watched at once; the least recently opened is forgotten first. */
const MAX_WATCHED = 1 << 16;
/** So many evenly spaced repeats make a heartbeat. */
const REGULAR_REPEATS = 3;
/** kafkajs gives up after 5 retries, so a message has 5 copies by retries at most; one more is a repeated value. */
const MAX_RETRY_COPIES = 5;
/** Intervals below it are bursts, not beats. */
const MIN_BEAT_MS = 100;
const EVENNESS = 0.25;

interface Watched {
  last: number;
  interval: number;
  regular: number;
  copies: number;
  judgements: Judgement[];
  /** Known to repeat: the verdict that has reported it. */
  reported: Judgement | undefined;
}

/**
 * Tells a retry from a value that is simply sent again and again: heartbeats and states. What was called a copy before
 * the pattern showed is then taken back.
 */
export class Repeats {
  private readonly book: VerdictBook;
  /** Contents found to beat. */
  heartbeats = 0;
  private young = new Map<number, Watched>();
  private old = new Map<number, Watched>();

  constructor(book: VerdictBook) {
    this.book = book;
  }

  /** The verdict that has reported this content as a repeat. */
  known(hi: number, lo: number): Judgement | undefined {
    return this.get(hashKey(hi, lo))?.reported;
  }

  add(hi: number, lo: number, judgement: Judgement, time: number, firstTime: number): void {
    const key = hashKey(hi, lo);
    const watched = this.get(key) ?? {
      last: firstTime,
      interval: Number.NaN,
      regular: 0,
      copies: 0,
      judgements: [],
      reported: undefined,
    };
    this.young.set(key, watched);
    if (this.young.size > MAX_WATCHED) {
      this.old = this.young;
      this.young = new Map();
    }
    const interval = time - watched.last;
    const even = Math.abs(interval - watched.interval) <= EVENNESS * Math.max(interval, watched.interval);
    if (interval < MIN_BEAT_MS) watched.regular = 0;
    else watched.regular = even ? watched.regular + 1 : 1;
    watched.interval = interval;
    watched.last = time;
    watched.copies += 1;
    watched.judgements.push(judgement);
    const heartbeat = watched.regular >= REGULAR_REPEATS;
    if (!heartbeat && watched.copies <= MAX_RETRY_COPIES) return;
    if (heartbeat) this.heartbeats += 1;
    watched.reported = judgement;
    for (const one of watched.judgements)
      if (one.state !== 'retracted' && one.code !== 'D8')
        this.book.change(one, (it) => {
          it.code = 'D8';
          it.why = heartbeat ? 'heartbeat' : 'low-cardinality';
        });
    watched.judgements = [];
  }

  private get(key: number): Watched | undefined {
    return this.young.get(key) ?? this.old.get(key);
  }
}
