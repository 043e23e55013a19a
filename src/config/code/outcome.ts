import type { Span } from '../../base/span';
import type { Configuration, Library, Maker } from './values';

/** A configuration that reached a client, or one that says of itself that it is Kafka's. */
export interface Outcome {
  readonly configuration: Configuration;
  readonly library: Library | undefined;
  readonly maker: Maker | undefined;
  readonly span: Span;
  /** The branches on which it was handed over. */
  readonly branches: readonly number[];
  /** How a person would call it. */
  readonly label: string;
}
