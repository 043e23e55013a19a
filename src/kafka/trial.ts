import type { Acks, ProducerKind } from './producer';

/** How a client is set for a trial. */
export interface ClientSetting {
  readonly acks: Acks;
  readonly kind: ProducerKind;
  /** How often a send that fails is tried again by the client itself. */
  readonly retries: number;
  /** How many sends are under way at a time. */
  readonly inFlight: number;
}

/**
 * What is done to a Produce request that the client has written to its socket:
 * `cut-before`: the connection breaks before the broker sees it; `cut-after`: the broker gets and works it, then the
 * connection breaks before its answer comes; `swallow`: its answer never comes; `late`: its answer comes after the client
 * has given up waiting.
 */
export type SocketFault = 'cut-before' | 'cut-after' | 'swallow' | 'late';

/** One run of numbered messages through a client of one setting, over sockets that fail at chosen requests. */
export interface TrialRequest {
  /** Has one partition. */
  readonly topic: string;
  readonly setting: ClientSetting;
  /** Undefined = a network that works. */
  readonly fault: SocketFault | undefined;
  /** Which Produce requests the fault strikes, in the order they are written to sockets, from 1. */
  readonly strikes: ReadonlySet<number>;
  /** Messages are numbered from 1 to `count`. */
  readonly count: number;
  /** Messages in one send. */
  readonly batch: number;
  /** Sends in one transaction. */
  readonly transactionSends: number;
  /** How long the client waits for an answer. */
  readonly requestTimeoutMs: number;
  /** The value of message `n`; 0 is sent before and `count + 1` after the others, and neither counts. */
  value(n: number): Uint8Array;
  /** The number of the message that has this value. */
  numberOf(value: Uint8Array): number | undefined;
}

/**
 * What became of one Produce request on the wire: `written` and `refused` were answered (of `refused` it is `certain`
 * that nothing was written, but for answers that come after the write); `unanswered` may stand in the log; `sent` asked
 * for no answer.
 */
export type AttemptEnd =
  | { readonly kind: 'written' }
  | { readonly kind: 'refused'; readonly code: number; readonly certain: boolean }
  | { readonly kind: 'sent' }
  | { readonly kind: 'unanswered'; readonly fault: SocketFault | undefined };

export interface Attempt {
  /** Of the messages in the request. */
  readonly numbers: readonly number[];
  readonly end: AttemptEnd;
}

/**
 * The client's own last word about a message: `acknowledged`, `taken` (acks=0: it will not hear more), `failed` (it gave
 * up), `aborted` (in a transaction that was), `unsent` (stopped before).
 */
export type SendOutcome = 'acknowledged' | 'taken' | 'failed' | 'aborted' | 'unsent';

export interface TrialListener {
  /** A Produce request has been written to a socket; `ordinal` counts them from 1. */
  request(ordinal: number): void;
  /** What became of a Produce request; told once for each. */
  attempt(attempt: Attempt): void;
  /** The client's last word about some messages, and how long it took from the send or, in a transaction, its begin. */
  outcome(numbers: readonly number[], outcome: SendOutcome, milliseconds: number): void;
}

export interface TrialSummary {
  /** From the first send to the last word about the last message. */
  readonly elapsedMs: number;
  /** False where the message after the last one was not acknowledged: the log may still change then. */
  readonly isSettled: boolean;
  /** Undefined = the trial ran to its end; else one sentence that says why not. */
  readonly problem: string | undefined;
}

export interface Trial {
  /** Never rejects for what a summary can say. */
  readonly done: Promise<TrialSummary>;
  /** Cuts all connections; nothing more is sent. */
  cancel(): void;
}

/** Runs trials with an ordinary client, whose retries are its own. */
export interface TrialClient {
  /** Name and version of the client whose behaviour is shown. */
  readonly name: string;
  run(request: TrialRequest, listener: TrialListener): Trial;
}

/** The processes of a cluster, where they are at hand: its brokers can be killed and started again. */
export interface BrokerControl {
  /** Rejects with a KafkaError where it cannot be done. */
  kill(broker: number): Promise<void>;
  start(broker: number): Promise<void>;
}
