import type { Ledger, LedgerMessage } from './Ledger';

export const clients = ['Java', 'kafkajs', 'kcat'] as const;
export type Client = (typeof clients)[number];

export const settings = ['acks=0', 'acks=1', 'acks=all', 'idempotent', 'transactional'] as const;
export type Setting = (typeof settings)[number];

/**
 * What the messages look like. `events`: JSON with an id and a number by key. `lines`: a text that ends in its number by
 * key, without an id. `keyless`: JSON with an id and one number for the whole topic.
 */
export type Shape = 'events' | 'lines' | 'keyless';

/** A writer of one topic, which never gives up on the clock of the test: `finish` waits until every attempt has an outcome. */
export interface TruthWriter {
  readonly ledger: Ledger;
  send(message: LedgerMessage): void;
  /** Messages that were handed over and have no outcome yet. */
  finish(): Promise<void>;
}

/** How long a client waits for an answer before it tries again, and before it gives up. */
export const answerMs = 1_000;
export const giveUpMs = 25_000;
/** Messages of one transaction, and every how many transactions one is aborted on purpose. */
export const transactionSize = 12;
export const abortEvery = 3;

export const ackOf = (setting: Setting): '0' | '1' | 'all' =>
  setting === 'acks=0' ? '0' : setting === 'acks=1' ? '1' : 'all';

/** Hands messages out one after another: `next` numbers each key, or the topic where there are no keys. */
export class MessageSource {
  private at = 0;
  private readonly shape: Shape;
  private readonly keys: number;

  constructor(shape: Shape, keys = 4) {
    this.shape = shape;
    this.keys = shape === 'keyless' ? 1 : keys;
  }

  next(): LedgerMessage {
    const { shape, keys } = this;
    const key = shape === 'keyless' ? null : `order-${this.at % keys}`;
    const number = 1 + Math.floor(this.at / keys);
    this.at += 1;
    const text =
      shape === 'lines'
        ? `order received as message${number}`
        : JSON.stringify({ messageId: `m-${this.at}`, seq: number, note: 'an order' });
    return { key, number, text };
  }
}
