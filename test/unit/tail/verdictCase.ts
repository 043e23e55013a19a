import type { TopicFacts } from '../../../src/kafka/ports';
import type { SessionOptions } from '../../../src/tail/session';
import type { TestLog, TestRecord } from './logBuilder';

/** A small log, and everything that is said about it in the end: verdicts in the order of their first telling, and holes. */
export interface VerdictCase {
  readonly what: string;
  readonly options?: Partial<SessionOptions>;
  readonly facts?: Partial<TopicFacts> & { readonly partitionCount?: number };
  readonly write: (log: TestLog) => unknown;
  /** Asked while reading goes on, far beyond the grace; else at its end. */
  readonly goesOn?: boolean;
  readonly verdicts?: readonly string[];
  readonly holes?: readonly string[];
}

export const byContent: Partial<SessionOptions> = { identity: { kind: 'content' } };
export const byId: Partial<SessionOptions> = { identity: { kind: 'header', name: 'id' } };
export const perKey: Partial<SessionOptions> = { sequence: { kind: 'trailing', of: 'value', scope: 'key' } };
export const perTopic: Partial<SessionOptions> = { sequence: { kind: 'trailing', of: 'value', scope: 'topic' } };
export const compacted = { isCompacted: true };
export const two = { partitionCount: 2 };

export const order: TestRecord = { key: 'order-1', value: 'paid' };
export const message = (id: string, value = 'paid'): TestRecord => ({ value, headers: { id } });
export const numbers = (...all: number[]): string[] => all.map((n) => `m${n}`);
export const transactional = (producerId: number, at = 1_000) => ({ producerId, isTransactional: true, at });
