import type { Hash64 } from '../base/hash64';
import { CLOSE_MS } from './closeInTime';
import type { Gap } from './gaps';
import type { HeldRecord, Holders } from './holders';
import { NumberSet } from './numberSet';

/** Runs of one counter; records of an older one are not followed. */
const MAX_RUNS = 64;
/** Records that may begin a run, the newest of them: three a run. */
const MAX_STARTS = 256;
/** Records that do not fit their run, until it is known why. With more of them it is no counter. */
const MAX_ODD = 1 << 16;
/** A counter begins at 0 or 1; what is told by the number after it. */
const LAST_START = 2;
/** Numbers may come so far out of line in a partition without being a new beginning. */
const DISORDER = 16;

/** From one beginning of the counter to the next. */
export interface Run {
  /** Its name in the store of who holds which number. */
  readonly hi: number;
  readonly lo: number;
  /** Records of this time and later are of this run, or of one after it. */
  from: number;
  /** Close to that time, smaller numbers are of this run and greater ones of the run before. */
  readonly divide: number;
  /** Undefined for what was read first: where that began is not known. */
  begin: Odd | undefined;
  /** That it began was told. */
  isTold: boolean;
  numbers: NumberSet;
  lowest: number;
  highest: number;
  /** Numbers up to here are decided; -1 = none. */
  decidedTo: number;
  readonly gaps: Gap[];
}

/** A record whose number fits its run only if that run is another one than it seems. */
export interface Odd {
  readonly number: number;
  readonly record: HeldRecord;
}

interface Start extends Odd {
  /** Time of the record before it in its partition, if that had a much higher number; else NaN. */
  readonly fallFrom: number;
}

/**
 * The runs of a counter that is spread over partitions. As those are read at different speeds, the runs are told apart by
 * the times of their records: one begins with the time of its first record. That one may be read late, so what was taken
 * for the run before is then handed over.
 */
export class SpreadRuns {
  readonly runs: Run[];
  odd: Odd[] = [];
  /** Its runs can no longer be told apart, as they have the same times or nothing fits. */
  isLost = false;
  /** Where that showed in a beginning of which nobody knows what belongs to it. */
  lostAt: Odd | undefined;
  private readonly id: number;
  private readonly holders: Holders;
  private readonly hash: Hash64;
  private named = 0;
  private starts: Start[] = [];
  /** Of each partition by its index: number and time of its newest record. */
  private readonly newest: { number: number; time: number }[] = [];

  constructor(id: number, holders: Holders, hash: Hash64) {
    this.id = id;
    this.holders = holders;
    this.hash = hash;
    this.runs = [this.newRun(Number.NEGATIVE_INFINITY, undefined, 0)];
  }

  /** Undefined for what is older than all runs that are remembered. */
  runAt(number: number, time: number): Run | undefined {
    const { runs } = this;
    let i = runs.length - 1;
    while (i >= 0 && (runs[i]?.from ?? 0) > time) i--;
    const run = runs[i];
    const next = runs[i + 1];
    if (next !== undefined && next.from - time <= CLOSE_MS && number < next.divide) return next;
    if (run?.begin !== undefined && time - run.from <= CLOSE_MS && number >= run.divide) return runs[i - 1];
    return run;
  }

  /** Takes in a record; false when its number does not fit. */
  take(run: Run, number: number, record: HeldRecord): boolean {
    if (run.numbers.has(number) || (number < run.lowest && run.decidedTo >= 0)) return false;
    include(run, number);
    this.holders.hold(record, run.hi, run.lo, number);
    return true;
  }

  /** Keeps a record that does not fit, until it is known why. */
  keepOdd(odd: Odd): void {
    this.odd.push(odd);
    if (this.odd.length > MAX_ODD) this.isLost = true;
  }

  /** To be told of every record that is no copy, before it is taken in: here a new run may show. */
  note(number: number, record: HeldRecord): void {
    const { partition, row } = record;
    const before = this.newest[partition.index];
    const fallFrom = before !== undefined && before.number > number + DISORDER ? before.time : Number.NaN;
    if (before) {
      before.number = number;
      before.time = row.timestamp;
    } else this.newest[partition.index] = { number, time: row.timestamp };
    if (number > LAST_START) return;
    const start = { number, record: copyOf(record), fallFrom };
    this.starts.push(start);
    if (this.starts.length > MAX_STARTS) this.starts.shift();
    if (number <= 1) this.beginEarlier(start);
    this.findRun();
  }

  /** The first record of a run was read after one that was taken for it: a copy of it, or the next one. */
  private beginEarlier(start: Start): void {
    const { number, record } = start;
    const time = timeOf(start);
    const run = this.runs.find(({ from }) => from > time);
    if (run?.begin === undefined) return;
    const { begin, from } = run;
    const isSame = begin.number === number && begin.record.contentLo === record.contentLo;
    const isBetween = (it: Start): boolean =>
      timeOf(it) > time && timeOf(it) < from && it.record.contentLo !== record.contentLo;
    if ((!isSame && begin.number <= number) || this.starts.some(isBetween)) return;
    run.begin = start;
    run.from = time;
    this.fitOdd();
  }

  private findRun(): void {
    for (const start of [...this.starts].sort((a, b) => timeOf(a) - timeOf(b))) {
      const { number } = start;
      const time = timeOf(start);
      const run = number <= 1 ? this.runAt(number, time) : undefined;
      if (run === undefined || run.from === time) continue;
      const end = this.runs[this.runs.indexOf(run) + 1]?.from ?? Number.POSITIVE_INFINITY;
      const next = this.starts
        .filter((it) => it.number === number + 1 && timeOf(it) >= time - CLOSE_MS && timeOf(it) < end)
        .sort((a, b) => timeOf(a) - timeOf(b))[0];
      if (next === undefined) continue;
      const other = this.otherIn(run, start);
      // Close to its beginning a record with a high number is of the run before.
      const isFall = [start, next].some(({ fallFrom }) => fallFrom > run.from + CLOSE_MS && fallFrom < time);
      if (isFall || (other !== undefined && other < time)) this.split(run, start);
      else if (other === time && this.otherIn(run, next) === time && !this.isLost) {
        this.isLost = true;
        this.lostAt = this.starts.findLast((it) => it.number === number);
      }
    }
  }

  /** When the number was used first in the run by another message; undefined = by none. */
  private otherIn(run: Run, { number, record }: Start): number | undefined {
    const times = this.starts
      .filter((it) => it.number === number && it.record.contentLo !== record.contentLo)
      .map(timeOf)
      .filter((time) => time >= run.from - CLOSE_MS && time <= record.row.timestamp);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** What was written from its beginning on is of a new run. */
  private split(run: Run, begin: Start): void {
    const { holders } = this;
    const { numbers, lowest, highest } = run;
    const next = this.newRun(timeOf(begin), begin, Math.max(LAST_START + 1, Math.floor(highest / 2)));
    this.runs.splice(this.runs.indexOf(run) + 1, 0, next);
    if (this.runs.length > MAX_RUNS) this.runs.shift();
    run.numbers = new NumberSet();
    run.lowest = Number.POSITIVE_INFINITY;
    run.highest = -1;
    for (let n = numbers.nextPresent(lowest, highest); n !== undefined; n = numbers.nextPresent(n + 1, highest)) {
      const time = holders.timeOf(run, n);
      const isOfNext = time !== undefined && this.runAt(n, time) === next;
      if (isOfNext) holders.rename(run, next, n, begin.record.serial);
      include(isOfNext ? next : run, n);
    }
    this.fitOdd();
  }

  /** Takes in what has turned out to be of another run. */
  private fitOdd(): void {
    this.odd = this.odd.filter(({ number, record }) => {
      const home = this.runAt(number, record.row.timestamp);
      if (home === undefined || this.take(home, number, record)) return false;
      if (this.holders.look(record, home.hi, home.lo, number) !== 'same content') return true;
      if (this.holders.isEarlier(record)) this.holders.hold(record, home.hi, home.lo, number);
      return false;
    });
  }

  private newRun(from: number, begin: Odd | undefined, divide: number): Run {
    this.named += 1;
    const { hi, lo } = this.hash.begin(4).number(this.id).number(this.named).finish();
    return {
      hi,
      lo,
      from,
      divide,
      begin,
      isTold: false,
      numbers: new NumberSet(),
      lowest: Number.POSITIVE_INFINITY,
      highest: -1,
      decidedTo: -1,
      gaps: [],
    };
  }
}

function include(run: Run, number: number): void {
  run.numbers.add(number);
  run.lowest = Math.min(run.lowest, number);
  run.highest = Math.max(run.highest, number);
}

const timeOf = ({ record }: Odd): number => record.row.timestamp;

/** Records under examination are reused objects. */
export const copyOf = ({ partition, row, transaction, standing, serial, contentLo }: HeldRecord): HeldRecord => ({
  partition,
  row: { offset: row.offset, timestamp: row.timestamp },
  transaction,
  standing,
  serial,
  contentLo,
});
