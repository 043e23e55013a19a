import { RETRY_WINDOW_MS } from './retryWindow';
import type { Sampled } from './sample';

/** Reads the id of a record; undefined where it has none. */
export type IdOf = (it: Sampled) => string | undefined;

/** Of the records in the later half of each partition, so many must bring a new id. */
const NEW_IDS = 0.125;
/**
 * And of the new ids that the earlier halves brought, this share. Ids that come at random out of 290, of which 500 records
 * hold half, bring less than half of them.
 */
const STEADINESS = 0.6;
/** Of the ids in the earlier halves so many must not stand again, or all of them come round. */
const STAND_ONCE = 0.125;
/** Of the copies so many must stand behind the same record as the first time. */
const IN_ORDER = 0.8;

/**
 * Whether ids that stand several times are those of messages that were written again, and not of states or beats that
 * come round: new ones keep coming; or only a part stands again, soon and in the order of the first time, as a batch that
 * a client has sent again. Contents do so, too, where devices are asked in turn and hardly change: asked of ids alone.
 */
export function areRetried(records: readonly Sampled[], id: IdOf): boolean {
  const partitions = byPartition(records);
  const { early, late, once } = newIds(partitions, id);
  const keepComing = late.firsts >= NEW_IDS * late.records && late.firsts >= STEADINESS * early.firsts;
  return keepComing || (once >= STAND_ONCE * early.firsts && areInOrder(partitions, id));
}

/** So many records that say again what was said long before, or chance has too much of a share in it. */
const MANY_RECURRING = 16;

/**
 * Whether contents come again by themselves, such as clicks of the same visitors: more of them come again too late for a
 * retry than within its time, and not behind the same record as before, as they would where a job ran twice.
 */
export function areRecurring(records: readonly Sampled[], content: IdOf): boolean {
  let near = 0;
  let far = 0;
  for (const list of byPartition(records)) {
    const latest = new Map<string | undefined, number>();
    for (const [i, record] of list.entries()) {
      const before = latest.get(content(record));
      latest.set(content(record), i);
      if (before === undefined) continue;
      if (record.timestamp - timeOf(list[before]) <= RETRY_WINDOW_MS) near += 1;
      else if (idAt(list[i - 1], content) !== idAt(list[before - 1], content)) far += 1;
    }
  }
  return far >= MANY_RECURRING && far > near;
}

interface Half {
  records: number;
  firsts: number;
}

interface NewIds {
  readonly early: Half;
  readonly late: Half;
  /** Of those in the earlier halves, how many do not stand again. */
  readonly once: number;
}

/** Looked at the first of every partition, then the second of every one...: what was read later was written meanwhile. */
function newIds(partitions: readonly (readonly Sampled[])[], id: IdOf): NewIds {
  const early = { records: 0, firsts: 0 };
  const late = { records: 0, firsts: 0 };
  const times = new Map<string | undefined, number>();
  const inTurns = partitions
    .flatMap((list) => list.map((record, rank) => ({ record, rank, half: rank < list.length / 2 ? early : late })))
    .sort((a, b) => a.rank - b.rank);
  const earlyIds = new Set<string | undefined>();
  for (const { record, half } of inTurns) {
    const value = id(record);
    const before = times.get(value) ?? 0;
    half.records += 1;
    if (before === 0) half.firsts += 1;
    if (half === early) earlyIds.add(value);
    times.set(value, before + 1);
  }
  return { early, late, once: [...earlyIds].filter((value) => times.get(value) === 1).length };
}

function areInOrder(partitions: readonly (readonly Sampled[])[], id: IdOf): boolean {
  let copies = 0;
  let inOrder = 0;
  for (const list of partitions) {
    const latest = new Map<string, number>();
    for (const [i, record] of list.entries()) {
      const value = id(record);
      if (value === undefined) continue;
      const before = latest.get(value);
      latest.set(value, i);
      if (before === undefined) continue;
      copies += 1;
      const isSoon = record.timestamp - timeOf(list[before]) <= RETRY_WINDOW_MS;
      if (isSoon && before > 0 && idAt(list[i - 1], id) === idAt(list[before - 1], id)) inOrder += 1;
    }
  }
  return copies > 0 && inOrder >= IN_ORDER * copies;
}

const timeOf = (it: Sampled | undefined): number => it?.timestamp ?? Number.NaN;

const idAt = (it: Sampled | undefined, id: IdOf): string | undefined => it && id(it);

function byPartition(records: readonly Sampled[]): Sampled[][] {
  const partitions = new Map<number, Sampled[]>();
  for (const record of records) {
    const list = partitions.get(record.partition);
    if (list) list.push(record);
    else partitions.set(record.partition, [record]);
  }
  return [...partitions.values()];
}
