import type { ProducerKind } from '../../tail/advice';
import type { Hole, RecordRow, Verdict } from '../../tail/model';
import type { Content } from '../../tail/redactRecord';

/** Where a row is, in Kafka's words and in the user's. */
export interface ItemPlace {
  readonly topic: string;
  readonly partition: number;
  /** `3`, or `orders-3` where several topics are read. */
  readonly name: string;
}

/** What is said about a row; the evidence only where the writer asks for it. */
export interface Words {
  readonly sentence: string;
  readonly evidence: readonly string[];
}

export type ExportItem =
  | {
      readonly kind: 'record';
      readonly place: ItemPlace;
      readonly row: Pick<
        RecordRow,
        'offset' | 'timestamp' | 'sequence' | 'producerId' | 'producerEpoch' | 'transaction'
      >;
      /** Undefined where neither memory nor Kafka has it. */
      readonly content: Content | undefined;
      readonly verdict: Verdict | undefined;
      /** How the verdict's other record is known. */
      readonly of: ItemPlace | undefined;
      readonly words: Words | undefined;
      /** How the producer writes, where something was found. */
      readonly producer: ProducerKind;
      readonly isFinding: boolean;
    }
  | {
      readonly kind: 'gap';
      readonly place: ItemPlace;
      readonly verdict: Verdict;
      readonly words: Words;
      readonly producer: ProducerKind;
      readonly isFinding: boolean;
    }
  | {
      readonly kind: 'hole';
      readonly place: ItemPlace;
      readonly hole: Hole;
      readonly words: Words;
      readonly isFinding: boolean;
    };
