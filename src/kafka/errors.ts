/**
 * Everything that is expected to go wrong with a cluster, as values. `sentence` is for the user: what happened and what
 * to change; it never carries a secret and never a record's payload.
 */
export type KafkaErrorKind =
  | 'dns'
  | 'refused'
  | 'timeout'
  | 'disconnected'
  | 'wrong-protocol'
  | 'tls'
  | 'authentication'
  | 'authorization'
  | 'unknown-topic'
  | 'unknown-schema'
  | 'topic-deleted'
  | 'topic-recreated'
  | 'offset-expired'
  | 'offset-truncated'
  | 'unavailable'
  | 'unsupported'
  | 'undecodable'
  | 'invalid-input'
  /** The cluster is in a state in which this cannot be done: it exists already, it is in use. */
  | 'conflict'
  /** Refused before anything was sent: the connection is read-only. */
  | 'read-only'
  | 'aborted'
  | 'unexpected';

export class KafkaError extends Error {
  readonly kind: KafkaErrorKind;

  constructor(kind: KafkaErrorKind, sentence: string, options?: { cause?: unknown }) {
    super(sentence, options);
    this.name = 'KafkaError';
    this.kind = kind;
  }
}
