import { CLOSE_MS } from './closeInTime';
import type { Sampled } from './sample';

export type NumberedSample = Sampled & { readonly number: number };

/** How many neighbouring pairs a stream rule could be tried on, and the share that goes up by exactly one. */
export interface Fit {
  readonly fit: number;
  readonly pairs: number;
}

/** So many bad pairs: where numbers begin again every hundred records or sooner they are of devices asked in turn, not a counter. */
const COST_OF_RESTART = 8;

/**
 * Tries the records of each stream in log order. A number seen before with the same
 * content is a copy and says nothing; with other content it is no running number. `mayRestart`: back to
 * 0 or 1 says nothing either, as it may be a restart; without it, it counts against the rule.
 */
export function fitInStreams(
  numbers: readonly NumberedSample[],
  stream: (it: NumberedSample) => string,
  mayRestart: boolean,
): Fit {
  const streams = new Map<string, { highest: number; last: number; seen: Map<number, string> }>();
  let good = 0;
  let bad = 0;
  for (const it of numbers) {
    const { number } = it;
    const name = stream(it);
    const known = streams.get(name);
    if (known === undefined) {
      streams.set(name, { highest: number, last: number, seen: new Map([[number, contentOf(it)]]) });
      continue;
    }
    if (known.seen.get(number) === contentOf(it)) continue;
    if (number <= 1 && number < known.highest) {
      if (!mayRestart) bad += COST_OF_RESTART;
      known.highest = number;
      known.last = number;
      known.seen = new Map([[number, contentOf(it)]]);
      continue;
    }
    // Behind a batch that was written ahead of others the numbers go on where they were.
    if (number === known.highest + 1 || number === known.last + 1) good += 1;
    else bad += 1;
    known.seen.set(number, contentOf(it));
    known.highest = Math.max(known.highest, number);
    known.last = number;
  }
  return { fit: good + bad === 0 ? 0 : good / (good + bad), pairs: good + bad };
}

/** The share of numbers that are to be later than all below them: clocks step back. */
const MIN_IN_ORDER_OF_TIME = 0.95;

/**
 * Tries the records of each stream in the order of their numbers. Where several connections wait while a broker stands
 * still, it takes from each in turn afterwards, and hardly a number stands behind the one before it. That they are of one
 * counter shows in their times, which the producer set: no fit without them.
 */
export function fitInTime(numbers: readonly NumberedSample[], stream: (it: NumberedSample) => string): Fit {
  const streams = new Map<string, Map<number, NumberedSample>>();
  let good = 0;
  let bad = 0;
  let later = 0;
  let earlier = 0;
  for (const it of numbers) {
    const name = stream(it);
    const known = streams.get(name) ?? new Map<number, NumberedSample>();
    streams.set(name, known);
    const holder = known.get(it.number);
    if (holder === undefined) known.set(it.number, it);
    else if (contentOf(holder) !== contentOf(it)) bad += 1;
  }
  for (const known of streams.values()) {
    const sorted = [...known.values()].sort((a, b) => a.number - b.number);
    // Two writers that were given a stretch of the numbers each write at one time: the newest of all below tells.
    let newest = Number.NEGATIVE_INFINITY;
    for (const [i, { number, timestamp }] of sorted.entries()) {
      const before = sorted[i - 1];
      if (before && number === before.number + 1) good += 1;
      else if (before) bad += 1;
      if (before && timestamp > newest) later += 1;
      if (timestamp < newest) earlier += 1;
      newest = Math.max(newest, timestamp);
    }
  }
  const isInTime = later > 0 && later >= MIN_IN_ORDER_OF_TIME * (later + earlier);
  return { fit: isInTime ? good / (good + bad) : 0, pairs: good + bad };
}

/** The share of neighbouring pairs of a partition, or of a key in it, whose second number is the higher one. */
export function risingShare(numbers: readonly NumberedSample[], scope: 'partition' | 'key'): Fit {
  const last = new Map<string, number>();
  let rising = 0;
  let pairs = 0;
  for (const { number, partition, key } of numbers) {
    const stream = scope === 'key' ? `${partition} ${key}` : String(partition);
    const before = last.get(stream);
    last.set(stream, number);
    if (before === undefined) continue;
    pairs += 1;
    if (number > before) rising += 1;
  }
  return { fit: pairs === 0 ? 0 : rising / pairs, pairs };
}

const MAX_SHARED = 0.05;
const MIN_IN_TIME = 0.8;

/**
 * Tells a counter of the whole topic from counters of the partitions: of one counter hardly a number is used twice, and
 * the numbers rise with time across partitions. Mistaking the first for the second would report a gap at every change of
 * partition, so the first is asked for first.
 */
export function fitOverPartitions(numbers: readonly NumberedSample[]): Fit & { readonly isGlobal: boolean } {
  const homes = new Map<number, NumberedSample>();
  const highest = new Map<number, number>();
  let shared = 0;
  for (const it of numbers) {
    highest.set(it.partition, Math.max(it.number, highest.get(it.partition) ?? 0));
    const home = homes.get(it.number);
    if (home === undefined) homes.set(it.number, it);
    else if (contentOf(home) !== contentOf(it)) shared += 1;
  }
  const sorted = [...homes.values()].sort((a, b) => a.number - b.number);
  let crossings = 0;
  let inTime = 0;
  let later = 0;
  for (const [i, it] of sorted.entries()) {
    const before = sorted[i - 1];
    if (before === undefined || before.partition === it.partition) continue;
    crossings += 1;
    if (it.timestamp >= before.timestamp - CLOSE_MS) inTime += 1;
    if (it.timestamp > before.timestamp + CLOSE_MS) later += 1;
  }
  // Beyond the partition that has come least far, the numbers of that partition are simply not read yet.
  const covered = Math.min(...highest.values());
  const steps = sorted
    .filter(({ number }) => number <= covered)
    .map(({ number }, i, all) => number - (all[i - 1]?.number ?? number));
  const good = steps.filter((step) => step === 1).length;
  const pairs = Math.max(0, steps.length - 1);
  const isTold = later > 0 || crossings >= highest.size;
  const isGlobal = highest.size > 1 && shared <= MAX_SHARED * homes.size && isTold && inTime >= MIN_IN_TIME * crossings;
  return { isGlobal, fit: pairs === 0 ? 0 : good / pairs, pairs };
}

const contentOf = ({ key, value }: Sampled): string => `${key}\n${value}`;
