/** One message of the application. `text` is its value; no two messages of a topic have the same key and text. */
export interface LedgerMessage {
  /** Null where the writer uses no keys. */
  readonly key: string | null;
  readonly number: number;
  readonly text: string;
}

/** `unknown`: no answer tells whether it was written. `aborted`: written, if at all, in a transaction that was aborted. */
export type Outcome = 'open' | 'acked' | 'unknown' | 'aborted';

/** One attempt of the application to write a message; what a client retries by itself is part of it. */
export interface Attempt {
  readonly id: number;
  readonly message: LedgerMessage;
  outcome: Outcome;
  /** Where the acknowledgement says that it is; acks=0 tells nothing. */
  place?: string;
  error?: string;
}

/** Name of a message: what tells it from every other one of its topic. */
export const nameOf = (key: string | null, text: string): string => `${key ?? ''} ${text}`;

/** What one writer did to one topic: every attempt, and what became of it as far as the writer can know. */
export class Ledger {
  readonly attempts: Attempt[] = [];
  private readonly messages = new Map<string, LedgerMessage>();
  /** Retries of the client below the attempts, where the client tells them. */
  retries: number | undefined;
  /** Acknowledgements by number alone, of a client that does not tell which message they are for. */
  delivered: number | undefined;

  attempt(message: LedgerMessage): Attempt {
    const attempt: Attempt = { id: this.attempts.length, message, outcome: 'open' };
    this.attempts.push(attempt);
    this.messages.set(nameOf(message.key, message.text), message);
    return attempt;
  }

  find(name: string): LedgerMessage | undefined {
    return this.messages.get(name);
  }

  /** How many attempts of the message were in transactions that were aborted. */
  abortedAttempts(name: string): number {
    return this.attempts.filter(
      ({ outcome, message }) => outcome === 'aborted' && nameOf(message.key, message.text) === name,
    ).length;
  }

  get sent(): number {
    return this.messages.size;
  }

  /** Messages with an acknowledged attempt. */
  acknowledged(): ReadonlySet<LedgerMessage> {
    return new Set(this.attempts.filter(({ outcome }) => outcome === 'acked').map(({ message }) => message));
  }

  /** How many acknowledged messages are not among `names`; a client that counts its acknowledgements tells the least. */
  gone(names: ReadonlySet<string>): number {
    if (this.delivered !== undefined) return Math.max(0, this.delivered - names.size);
    return [...this.acknowledged()].filter(({ key, text }) => !names.has(nameOf(key, text))).length;
  }

  get acknowledgedCount(): number {
    return this.delivered ?? this.acknowledged().size;
  }
}
