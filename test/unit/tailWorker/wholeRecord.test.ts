import { deepStrictEqual } from 'node:assert/strict';
import type { RecordDetails, Row } from '../../../src/tail/model';
import type { TailSession } from '../../../src/tail/session';
import type { RangeSeen } from '../../../src/tailWorker/readRange';
import { wholeRecord } from '../../../src/tailWorker/wholeRecord';

const value = new Uint8Array([1, 2, 3]);
const bytes = { key: null, keyBytes: 0, value, valueBytes: 3, headers: [{ name: 'h', value: null }] };

/** A session of one row, whose payload is in memory or not. */
function session(inMemory: boolean, kind: 'record' | 'gap' = 'record'): TailSession {
  const details = kind === 'record' ? { partition: 1, offset: 7, ...bytes } : undefined;
  const row = { kind, value: inMemory ? { text: '', cut: false, binary: true } : undefined };
  return {
    details: () => details as RecordDetails | undefined,
    row: () => row as unknown as Row,
  } as unknown as TailSession;
}

const answer = (records: readonly unknown[]): RangeSeen =>
  ({ records, markers: [], isCut: false, position: undefined, problem: undefined }) as unknown as RangeSeen;

describe('all bytes of a record', () => {
  const refuse = async (): Promise<RangeSeen> => {
    throw new Error('nothing is to be read');
  };
  const whole = { partition: 1, offset: 7, key: null, value, headers: [{ name: 'h', value: null }] };

  it('come from memory while they are there', async () => {
    deepStrictEqual(await wholeRecord(session(true), 0, refuse), whole);
  });

  it('are read from the broker once they have left memory', async () => {
    const asked: unknown[] = [];
    const read = async (range: unknown, limit: number): Promise<RangeSeen> => {
      asked.push(range, limit);
      return answer([bytes]);
    };
    deepStrictEqual(await wholeRecord(session(false), 0, read), whole);
    deepStrictEqual(asked, [{ partition: 1, from: 7, to: 7 }, 1_048_576]);
  });

  it('are not to be had of a gap, of a record that is gone, or of one that is too large for a form', async () => {
    deepStrictEqual(await wholeRecord(session(true, 'gap'), 0, refuse), 'This row holds no record.');
    deepStrictEqual(
      await wholeRecord(session(false), 0, async () => answer([])),
      'Kafka does not have this record any more, and its content has left memory.',
    );
    deepStrictEqual(
      await wholeRecord(session(false), 0, async () => answer([{ ...bytes, valueBytes: 20_971_520 }])),
      'This record has 20,480 KiB; the form takes 1,024.',
    );
  });
});
