import type { MessageEntry, TrialLedger } from './TrialLedger';

/** What the topic holds: the numbers of the messages in the order of the log. */
export interface ReadLog {
  readonly numbers: readonly number[];
  /** Records that are in the log and that readers with read_committed do not get. */
  readonly hidden: number;
}

/** Every message is in exactly one of acknowledged, taken, unknown, failed and unsent. */
export interface TrialCounts {
  readonly sent: number;
  readonly acknowledged: number;
  /** Acknowledged, and not there. */
  readonly lost: number;
  /** acks=0: the client was content, and nobody has confirmed. */
  readonly taken: number;
  /** Of these, not there: lost without a word. */
  readonly lostSilently: number;
  /** The client gave up, and from what it knows the message may be there or not. */
  readonly unknown: number;
  /** Of these, there all the same. */
  readonly unknownThere: number;
  /** The client gave up, and it is certain that the message is not to be seen: refused, never sent, or aborted. */
  readonly failed: number;
  /** Of these, there all the same: must be 0. */
  readonly failedThere: number;
  /** Stopped before they were sent. */
  readonly unsent: number;
  /** Messages that are there more than once. */
  readonly doubled: number;
  /** Copies beyond the first. */
  readonly copies: number;
  /** First copies that stand behind one with a higher number. */
  readonly outOfOrder: number;
  readonly hidden: number;
  /** Produce requests on the wire, and how many of them the fault struck. */
  readonly requests: number;
  readonly struck: number;
}

/** Holds what the client said against what the log holds. */
export function countTrial(ledger: TrialLedger, log: ReadLog): TrialCounts {
  const copies = new Map<number, number>();
  let outOfOrder = 0;
  let highest = 0;
  for (const n of log.numbers) {
    const before = copies.get(n) ?? 0;
    copies.set(n, before + 1);
    if (before > 0) continue;
    if (n < highest) outOfOrder += 1;
    highest = Math.max(highest, n);
  }
  const counts = {
    sent: 0,
    acknowledged: 0,
    lost: 0,
    taken: 0,
    lostSilently: 0,
    unknown: 0,
    unknownThere: 0,
    failed: 0,
    failedThere: 0,
    unsent: 0,
  };
  ledger.all().forEach((entry, at) => {
    const isThere = copies.has(at + 1);
    const fate = fateOf(entry);
    counts[fate] += 1;
    if (fate !== 'unsent') counts.sent += 1;
    if (fate === 'acknowledged' && !isThere) counts.lost += 1;
    if (fate === 'taken' && !isThere) counts.lostSilently += 1;
    if (fate === 'unknown' && isThere) counts.unknownThere += 1;
    if (fate === 'failed' && isThere) counts.failedThere += 1;
  });
  const more = [...copies.values()].filter((many) => many > 1);
  return {
    ...counts,
    doubled: more.length,
    copies: more.reduce((sum, many) => sum + many - 1, 0),
    outOfOrder,
    hidden: log.hidden,
    requests: ledger.requests,
    struck: ledger.struck,
  };
}

type Fate = 'acknowledged' | 'taken' | 'unknown' | 'failed' | 'unsent';

/** What the client can know, which is less than what the log shows. */
function fateOf({ outcome, attempts }: MessageEntry): Fate {
  switch (outcome) {
    case 'acknowledged':
    case 'taken':
    case 'unsent':
      return outcome;
    case 'aborted':
      return 'failed';
    // Without a last word it is as if the client had given up.
    case 'failed':
    case undefined: {
      const isCertain = attempts.every((end) => end.kind === 'refused' && end.certain);
      return isCertain ? 'failed' : 'unknown';
    }
  }
}
