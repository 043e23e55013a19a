import type { Ledger } from './Ledger';
import { nameOf } from './Ledger';
import type { PlainReading, ReadRecord } from './readBack';
import type { TailOutput, ToldVerdict } from './TailCommand';

/** What a reading found against what there was to find. */
export interface Score {
  readonly there: number;
  readonly found: number;
  readonly false: number;
}

export interface Judged {
  readonly copies: Score;
  readonly losses: Score;
  /** What must never be, a sentence each. */
  readonly wrong: readonly string[];
  /** Gaps of which the tail says itself that they cannot be known. */
  readonly unverifiable: number;
  /** Offsets that the broker threw away after they had been read. */
  readonly truncated: number;
}

export interface Question {
  readonly output: TailOutput;
  readonly ledger: Ledger;
  /** The log as it is at the end. */
  readonly log: PlainReading;
  /** The log as it was before the topic was deleted. */
  readonly before?: PlainReading;
  /** Records were removed on purpose: no number that was acknowledged may be called lost. */
  readonly isRemoving: boolean;
}

/**
 * Holds what `acklens tail` said against the ledger and a plain reading of the log by another client. Works on the records
 * as the tail printed them, after it has made sure that they are those of the log; knows nothing of the analysis.
 */
export function judgeRun({ output, ledger, log, before, isRemoving }: Question): Judged {
  const wrong: string[] = [];
  const lives = livesOf(output);
  const copies = { there: 0, found: 0, false: 0 };
  const losses = { there: 0, found: 0, false: 0 };
  let unverifiable = 0;
  let truncated = 0;
  for (const [at, life] of lives.entries()) {
    const isLast = at === lives.length - 1;
    const own = isLast ? log : (before ?? log);
    const aborted = abortedRecords(life, own, ledger);
    compareWithLog(life, own, isRemoving, wrong);
    for (const { key, text, place } of life.seen.values())
      if (!ledger.find(nameOf(key, text))) wrong.push(`${place} holds a record that nobody sent`);
    judgeCopies(life, aborted, copies, wrong);
    judgeLosses(life, aborted, ledger, isRemoving, losses, wrong);
    truncated += life.truncated.length;
    for (const { verdict } of life.verdicts) {
      const { code, partition, offset, state } = verdict;
      if (state === 'unverifiable') unverifiable += 1;
      const place = `${partition}:${offset}`;
      if (state !== 'retracted' && neverHere.has(code) && !(rereads.has(code) && life.rewritten.has(place)))
        wrong.push(`${code} at ${partition}:${offset}`);
    }
  }
  const { summary, surprise } = output;
  if (wrong.length > 0 && summary)
    wrong.push(`the rules: ${summary.identity.rule}; ${summary.sequence.rule}, ${summary.sequence.scope}`);
  if (surprise) wrong.push(`it ended unforeseen: ${surprise}`);
  if (!summary) wrong.push('no summary');
  else {
    if (summary.holes.unexplained > 0) wrong.push(`${summary.holes.unexplained} unexplained holes`);
    if (lives.length === 1 && truncated === 0 && !isRemoving && summary.aborted !== log.aborted.size)
      wrong.push(`the summary counts ${summary.aborted} aborted records, the log holds ${log.aborted.size}`);
    if (summary.gaps.open > 0) wrong.push(`${summary.gaps.open} gaps left open`);
    if (summary.duplicates.total !== copies.found + copies.false)
      wrong.push(`the summary counts ${summary.duplicates.total} copies, the verdicts ${copies.found + copies.false}`);
  }
  return { copies, losses, wrong: [...new Set(wrong)], unverifiable, truncated };
}

/**
 * Records of aborted transactions. What has left the log since, or was thrown away, took its marker along: of such messages
 * the ledger tells how often they were aborted, and those came first.
 */
function abortedRecords(life: Life, log: PlainReading, ledger: Ledger): ReadonlySet<ReadRecord> {
  const aborted = new Set<ReadRecord>();
  const inLog = new Set(log.records.map(({ place }) => place));
  const left = new Map<string, number>();
  for (const { record, isGone } of life.history) {
    const stands = inLog.has(record.place) && life.seen.get(record.place) === record;
    if (isGone || (stands && !log.aborted.has(record.place))) continue;
    const name = nameOf(record.key, record.text);
    const more = left.get(name) ?? ledger.abortedAttempts(name);
    if (stands || more > 0) aborted.add(record);
    left.set(name, more - 1);
  }
  return aborted;
}

/** The topic between two creations, replayed from the lines. */
interface Life {
  /** By place; what was truncated is no longer here. */
  readonly seen: Map<string, ReadRecord>;
  /** Every record told, and once more where it was thrown away, in order, with the number of its line. */
  readonly history: { readonly record: ReadRecord; readonly line: number; readonly isGone: boolean }[];
  readonly truncated: ReadRecord[];
  /** Offsets that were thrown away, of records and of markers: something else may stand there now. */
  readonly rewritten: Set<string>;
  /** Offsets told as holes that are none of ours to miss. */
  readonly covered: Set<string>;
  readonly verdicts: { readonly verdict: ToldVerdict; readonly since: number }[];
}

/** A restart or a conflict has no cause in these ledgers; nothing is read twice, and nothing differs at one offset. */
const neverHere: ReadonlySet<string> = new Set(['D5', 'D6', 'D7', 'G5']);

/** Where the log was truncated, offsets are read again: with what they held or with something else. */
const rereads: ReadonlySet<string> = new Set(['D5', 'D6']);

function livesOf({ told, verdicts }: TailOutput): Life[] {
  const newLife = (): Life => ({
    seen: new Map(),
    history: [],
    truncated: [],
    rewritten: new Set(),
    covered: new Set(),
    verdicts: [],
  });
  let life = newLife();
  const lives = [life];
  const begins = [0];
  for (const [at, one] of told.entries()) {
    if (one.kind === 'record') {
      life.history.push({ record: one.record, line: at, isGone: false });
      life.seen.set(one.record.place, one.record);
      continue;
    }
    const { code, partition, from, to } = one.hole;
    if (code === 'O11') {
      life = newLife();
      lives.push(life);
      begins.push(at);
    } else if (code === 'O7')
      for (let offset = from; offset <= to; offset++) {
        const gone = life.seen.get(`${partition}:${offset}`);
        life.rewritten.add(`${partition}:${offset}`);
        if (gone) {
          life.truncated.push(gone);
          life.history.push({ record: gone, line: at, isGone: true });
        }
        life.seen.delete(`${partition}:${offset}`);
      }
    else if (code !== 'O6') for (let offset = from; offset <= to; offset++) life.covered.add(`${partition}:${offset}`);
  }
  for (const told of verdicts.values()) {
    const at = begins.findLastIndex((begin) => begin < told.since);
    lives[Math.max(0, at)]?.verdicts.push(told);
  }
  return lives;
}

/** The reader must have told each record of the log once and as it is, and have accounted for every other offset. */
function compareWithLog(life: Life, log: PlainReading, isRemoving: boolean, wrong: string[]): void {
  const inLog = new Set(log.records.map(({ place }) => place));
  for (const record of log.records) {
    const seen = life.seen.get(record.place);
    if (!seen) wrong.push(`${record.place} is in the log and was not told`);
    else if (seen.text !== record.text || seen.key !== record.key || seen.timestamp !== record.timestamp)
      wrong.push(`${record.place} was told otherwise than it is`);
  }
  for (const place of life.seen.keys())
    if (!inLog.has(place) && !isRemoving) wrong.push(`${place} was told and is not in the log`);
  for (const [partition, end] of log.ends)
    for (let offset = log.begins.get(partition) ?? 0; offset < end; offset++) {
      const place = `${partition}:${offset}`;
      if (!life.seen.has(place) && !life.covered.has(place)) wrong.push(`${place} is not accounted for`);
    }
}

/**
 * Each record with a message that stands in the log already is to be called a copy of another one with it. Which of two in
 * different partitions is the copy is left to the tail: only the number counts.
 */
function judgeCopies(
  life: Life,
  aborted: ReadonlySet<ReadRecord>,
  score: { there: number; found: number; false: number },
  wrong: string[],
): void {
  const standing = new Map<string, number>();
  const there = new Map<string, number>();
  const add = (counts: Map<string, number>, name: string, by: number): number => {
    const count = (counts.get(name) ?? 0) + by;
    counts.set(name, count);
    return count;
  };
  /** Several where a record was thrown away and another one stands in its place. */
  const at = new Map<string, { readonly name: string; readonly line: number }[]>();
  for (const { record, line, isGone } of life.history) {
    const name = nameOf(record.key, record.text);
    if (!isGone) at.set(record.place, [...(at.get(record.place) ?? []), { name, line }]);
    if (aborted.has(record)) continue;
    if (isGone) add(standing, name, -1);
    else if (add(standing, name, 1) > 1) add(there, name, 1);
  }
  /** Newest first. Under rules that are found late the tail speaks of what has been rewritten meanwhile. */
  const namesAt = (place: string, since: number): string[] =>
    (at.get(place) ?? []).flatMap(({ name, line }) => (line < since ? [name] : [])).reverse();
  const flagged = new Map<string, number>();
  for (const { verdict, since } of life.verdicts) {
    const { code, state, partition, offset, of } = verdict;
    if (state === 'retracted' || !copyCodes.has(code)) continue;
    const names = namesAt(`${partition}:${offset}`, since);
    const originals = of ? namesAt(`${of.partition}:${of.offset}`, since) : [];
    const name = names.find((each) => originals.includes(each));
    add(flagged, name ?? names[0] ?? '', 1);
    if (name === undefined)
      wrong.push(`${partition}:${offset} is called a copy of ${of?.partition}:${of?.offset}, which is another message`);
  }
  for (const [name, count] of there) {
    const found = flagged.get(name) ?? 0;
    score.there += count;
    score.found += Math.min(count, found);
    if (found < count) wrong.push(`a copy was missed: ${name}`);
  }
  for (const [name, found] of flagged) {
    const more = found - (there.get(name) ?? 0);
    if (more <= 0) continue;
    score.false += more;
    wrong.push(`no copy, and called one: ${name}`);
  }
}

const copyCodes: ReadonlySet<string> = new Set(['D1', 'D2', 'D3', 'D4']);

/** Numbers of a key between the lowest and the highest told that were sent and are not in the log. */
function judgeLosses(
  life: Life,
  aborted: ReadonlySet<ReadRecord>,
  ledger: Ledger,
  isRemoving: boolean,
  score: { there: number; found: number; false: number },
  wrong: string[],
): void {
  const present = new Map<string, Set<number>>();
  const range = new Map<string, { low: number; high: number }>();
  const note = (record: ReadRecord, isPresent: boolean): void => {
    const message = ledger.find(nameOf(record.key, record.text));
    if (!message) return;
    const key = message.key ?? '';
    const numbers = present.get(key) ?? new Set();
    present.set(key, numbers);
    if (isPresent) numbers.add(message.number);
    const { low, high } = range.get(key) ?? { low: message.number, high: message.number };
    range.set(key, { low: Math.min(low, message.number), high: Math.max(high, message.number) });
  };
  for (const record of life.seen.values()) note(record, !aborted.has(record));
  for (const record of life.truncated) note(record, false);
  const there = new Set<string>();
  for (const [key, { low, high }] of range)
    for (let number = low; number <= high; number++) if (!present.get(key)?.has(number)) there.add(`${key}#${number}`);
  const found = new Set<string>();
  for (const { verdict } of life.verdicts) {
    const { code, state, key, missing } = verdict;
    if (code === 'G3' && state === 'confirmed')
      for (const [from, to] of missing ?? [])
        for (let number = from; number <= to; number++) found.add(`${key ?? ''}#${number}`);
  }
  const numberOf = (record: ReadRecord): string => {
    const message = ledger.find(nameOf(record.key, record.text));
    return message ? `${message.key ?? ''}#${message.number}` : '';
  };
  const thrownAway = new Set(life.truncated.filter((record) => !aborted.has(record)).map(numberOf));
  // The bar of a truncation says of the records in it that they are gone.
  for (const name of thrownAway) if (there.has(name)) found.add(name);
  if (isRemoving) there.clear();
  // Told as what they are: records of an aborted transaction, which nobody wrote again. Where somebody did and the broker
  // threw that away, the message is lost, though its aborted record may still be in the log.
  for (const record of aborted) if (!thrownAway.has(numberOf(record))) there.delete(numberOf(record));
  score.there += there.size;
  for (const name of found) {
    if (there.has(name)) score.found += 1;
    else {
      score.false += 1;
      wrong.push(`not lost, and called so: ${name}`);
    }
  }
  for (const name of there) if (!found.has(name)) wrong.push(`a loss was missed: ${name}`);
}
