import type { RecordHeader } from './model';

/** Who has to have a record before the leader answers: nobody (it never answers), the leader, the in-sync replicas. */
export type Acks = 0 | 1 | 'all';

/**
 * `idempotent` lets the broker recognise a batch that comes again (KIP-98), so it may be sent again without harm;
 * `transactional` makes all records of a request one transaction. Both need acks=all.
 */
export type ProducerKind = 'plain' | 'idempotent' | 'transactional';

/** What this client can write; reading knows more. */
export type ProducerCodec = 'none' | 'gzip' | 'zstd';

export interface OutgoingRecord {
  readonly key: Uint8Array | null;
  /** Null is a tombstone. */
  readonly value: Uint8Array | null;
  readonly headers: readonly RecordHeader[];
}

export interface ProduceRequest {
  readonly topic: string;
  /** Undefined = by the hash of the key, as Java's producer does it; records without a key go round. */
  readonly partition: number | undefined;
  readonly count: number;
  /**
   * Record `n` of `count`, from 0; asked for in order, shortly before it is sent. A KafkaError that it throws is the
   * fate of that record and of all that follow.
   */
  record(n: number): OutgoingRecord;
  readonly acks: Acks;
  readonly kind: ProducerKind;
  readonly codec: ProducerCodec;
  /** Records a second; undefined = as fast as it goes. */
  readonly rate: number | undefined;
}

/** What is known of one record. Nothing is ever called failed that might stand in the log. */
export type Delivery =
  /** The broker has answered for it. The offset is unknown where the batch was recognised as one that came before. */
  | { readonly kind: 'acknowledged'; readonly partition: number; readonly offset: number | undefined }
  /** acks=0: the broker took the request and will not tell whether it wrote the record. */
  | { readonly kind: 'unconfirmed'; readonly partition: number }
  /** Written in a transaction that is still open. */
  | { readonly kind: 'pending'; readonly partition: number; readonly offset: number | undefined }
  /** It was sent, and whether it was written nobody here can know. */
  | { readonly kind: 'unknown'; readonly partition: number | undefined; readonly sentence: string }
  /** Certainly not written, or in an aborted transaction: consumers with read_committed never see it. */
  | { readonly kind: 'failed'; readonly sentence: string }
  /** Stopped before it was sent. */
  | { readonly kind: 'cancelled' };

/** Told for each record; of a record that was `pending` a second time, when its transaction has ended. */
export type DeliveryListener = (n: number, delivery: Delivery) => void;

export interface Producing {
  /** Resolves when every record has its last {@link Delivery}; never rejects for what a delivery can say. */
  readonly done: Promise<void>;
  /** What was not sent yet is not sent; an open transaction is aborted. */
  cancel(): void;
}

/** Writes records and knows of each what became of it. Never creates a topic. */
export interface Producer {
  produce(request: ProduceRequest, listener: DeliveryListener): Producing;
  close(): Promise<void>;
}
