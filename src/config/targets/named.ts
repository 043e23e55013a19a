import type { Span } from '../../base/span';

/** A name and where it is written. */
export interface Named {
  readonly name: string;
  readonly span: Span;
}

/** Kafka's `Topic.validate`: letters, digits, dot, underscore and dash, at most 249 of them. */
export const isTopicName = (text: string): boolean => /^[\w.-]{1,249}$/.test(text) && text !== '.' && text !== '..';
