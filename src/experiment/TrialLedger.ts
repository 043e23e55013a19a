import type { Attempt, SendOutcome, TrialListener } from '../kafka/trial';

/** What is known of one message, from the wire and from the client. */
export interface MessageEntry {
  readonly attempts: Attempt['end'][];
  outcome: SendOutcome | undefined;
  milliseconds: number;
}

/** The book of one trial: every attempt on the wire and the client's last word, message by message. */
export class TrialLedger implements TrialListener {
  readonly count: number;
  private readonly entries: readonly MessageEntry[];
  private readonly onRequest: (ordinal: number) => void;
  /** Produce requests on the wire. */
  requests = 0;
  /** Requests that a fault has struck. */
  struck = 0;
  /** Messages that the client has given its last word about. */
  settled = 0;

  constructor(count: number, onRequest: (ordinal: number) => void = () => undefined) {
    this.count = count;
    this.onRequest = onRequest;
    this.entries = Array.from({ length: count }, () => ({ attempts: [], outcome: undefined, milliseconds: 0 }));
  }

  request(ordinal: number): void {
    this.requests = ordinal;
    this.onRequest(ordinal);
  }

  attempt({ numbers, end }: Attempt): void {
    if (end.kind === 'unanswered' && end.fault !== undefined) this.struck += 1;
    for (const n of numbers) this.entry(n)?.attempts.push(end);
  }

  outcome(numbers: readonly number[], outcome: SendOutcome, milliseconds: number): void {
    for (const n of numbers) {
      const entry = this.entry(n);
      if (!entry) continue;
      if (entry.outcome === undefined) this.settled += 1;
      entry.outcome = outcome;
      entry.milliseconds = milliseconds;
    }
  }

  /** From 1 to `count`. */
  all(): readonly MessageEntry[] {
    return this.entries;
  }

  private entry(n: number): MessageEntry | undefined {
    return this.entries[n - 1];
  }
}
