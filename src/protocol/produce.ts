import type { Acks, ProducerCodec, ProducerKind } from '../kafka/producer';

/** The browser side sees the protocol only, so the words that cross the wire are named here once more. */
export type { Acks, ProducerCodec, ProducerKind } from '../kafka/producer';

/**
 * How the text of a field stands for bytes; `null` has no text and is a tombstone as a value. `schema`: JSON that a schema
 * of the registry turns into bytes, framed as Confluent's serializers do it.
 */
export type ContentKind = 'text' | 'json' | 'schema' | 'hex' | 'base64' | 'null';

export interface SchemaChoice {
  readonly subject: string;
  readonly version: number | 'latest';
}

export interface Content {
  readonly kind: ContentKind;
  readonly text: string;
  /** Of kind `schema`. */
  readonly schema?: SchemaChoice;
}

/** What the registry has, or one sentence that says why it does not tell. */
export interface NameList {
  readonly names: readonly string[];
  readonly problem: string | undefined;
}

export interface HeaderField {
  readonly name: string;
  readonly content: Content;
}

/** What the user has chosen; numbers as they were typed. */
export interface ProduceForm {
  readonly key: Content;
  readonly value: Content;
  readonly headers: readonly HeaderField[];
  /** `{{n}}` and the like are filled in; off, braces are braces. */
  readonly usesPlaceholders: boolean;
  /** Empty = by key. */
  readonly partition: string;
  readonly count: string;
  /** Records a second; empty = as fast as it goes. */
  readonly rate: string;
  readonly acks: Acks;
  readonly kind: ProducerKind;
  readonly codec: ProducerCodec;
}

/** `key`, `value`, `header 0`, `partition`, `count`, `rate`. */
export type ProduceField = string;

export interface FormCheck {
  readonly problems: readonly { readonly field: ProduceField; readonly sentence: string }[];
  /** What these settings cannot promise for this topic. */
  readonly warnings: readonly string[];
  /** By which schema key and value are written. */
  readonly schemas: readonly string[];
  /** Key and value of the first record and the last, as they would be sent; empty while there are problems. */
  readonly samples: readonly { readonly n: number; readonly key: string; readonly value: string }[];
}

export type DeliveryKind = 'acknowledged' | 'unconfirmed' | 'pending' | 'unknown' | 'failed' | 'cancelled';

/** Records that follow each other and met the same fate. */
export interface ResultLine {
  readonly kind: DeliveryKind;
  /** Numbers of the records, from 1, inclusive. */
  readonly from: number;
  readonly to: number;
  readonly partition?: number;
  /** Of the first of them. */
  readonly offset?: number;
  readonly sentence?: string;
}

export interface ProduceRunState {
  readonly isRunning: boolean;
  readonly total: number;
  readonly counts: Readonly<Record<DeliveryKind, number>>;
  readonly lines: readonly ResultLine[];
  /** Lines beyond those that are kept. */
  readonly more: number;
  readonly elapsedMs: number;
}

export interface ProduceState {
  readonly connection: string;
  readonly topic: string;
  /** Undefined until the cluster has told, or where it does not. */
  readonly partitions: number | undefined;
  /** What the cluster says of the topic, or why it does not, in one sentence. */
  readonly facts: string;
  readonly codecs: readonly ProducerCodec[];
  /** The connection has a schema registry. */
  readonly hasRegistry: boolean;
  /** Each placeholder of a text and what it becomes. */
  readonly placeholders: readonly (readonly [placeholder: string, meaning: string])[];
  /** What the form begins with. */
  readonly form: ProduceForm;
  readonly run: ProduceRunState | undefined;
}

/** Served by the extension host. */
export interface ProduceHost {
  state(): ProduceState;
  check(form: ProduceForm): FormCheck;
  /** Answers the sentence that says why not, where it does not begin. */
  send(form: ProduceForm): string | undefined;
  subjects(): NameList;
  /** Newest first. */
  versions(subject: string): NameList;
  cancel(): void;
  showInTail(partition: number, offset: number): void;
}

export interface ProduceView {
  poke(state: ProduceState): void;
}
