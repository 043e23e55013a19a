import type { Counters, SequenceChoice } from '../../../src/tail/model';
import { type TestBatch, type TestRecord, testBatch } from './logBuilder';
import { readLog } from './readLog';
import { testSession } from './testSession';

/** One record a batch, a second apart, the first at `start`; the partition is the record's own. */
export function rulesOf(
  records: readonly (TestRecord & { readonly partition?: number })[],
  sequence: SequenceChoice = { kind: 'auto' },
  start = 0,
): Pick<Counters, 'identity' | 'sequence'> {
  const log: TestBatch[][] = [[], [], []];
  for (const [i, { partition = 0, ...record }] of records.entries()) {
    const batches = log[partition] ?? [];
    batches.push(testBatch(partition, batches.length, [record], { at: start + 1_000 * i }));
  }
  const session = testSession({ identity: { kind: 'auto' }, sequence });
  readLog(session, log, 1);
  const { identity, sequence: found } = session.counters();
  return { identity, sequence: found };
}

export const many = (of: (i: number) => TestRecord & { readonly partition?: number }, count = 60) =>
  Array.from({ length: count }, (_, i) => of(i));
