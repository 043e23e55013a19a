import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { type BatchOptions, TestLog, type TestRecord } from './logBuilder';
import { testSession } from './testSession';

interface Two {
  readonly first: BatchOptions;
  readonly second: BatchOptions;
  /** Of the copy; else it is in the partition of its original. */
  readonly partition?: number;
  readonly records?: readonly [TestRecord, TestRecord];
}

const keyed = { key: 'order-1', value: 'a message', headers: { id: '7' } };
const keyless = { value: 'a message', headers: { id: '7' } };

/** What is said last about a copy that was sent with the same id: what its producer says about it. */
function said({ first, second, partition = 0, records = [keyless, keyless] }: Two): string | undefined {
  const session = testSession({ identity: { kind: 'header', name: 'id' } });
  new TestLog(session, { partitionCount: 2 })
    .batch(0, [records[0]], { at: 1_000, ...first })
    .batch(partition, [records[1]], { at: 2_000, ...second });
  strictEqual(session.counters().duplicates.total, 1);
  return session.details(1, 10)?.explanation?.evidence.at(-1);
}

const plain = {};
const idempotent = (producerId: number, baseSequence: number, producerEpoch = 0): BatchOptions => ({
  producerId,
  producerEpoch,
  baseSequence,
});
const transactional = (...of: Parameters<typeof idempotent>): BatchOptions => ({
  ...idempotent(...of),
  isTransactional: true,
});

describe('what the producer says about a copy', () => {
  it('idempotence off explains what is equal', () => {
    deepStrictEqual(
      said({ first: plain, second: plain }),
      'Idempotence off may explain it: a retry of the client is written again. Otherwise the application sent it twice. enable.idempotence=true (in kafkajs idempotent: true) rules the retry out.',
    );
    const session = testSession({ identity: { kind: 'content' } });
    new TestLog(session).batch(0, [keyed], { at: 1_000 }).batch(0, [keyed], { at: 2_000 });
    deepStrictEqual(session.details(1, 10)?.explanation?.evidence, [
      'Key, value and headers are equal byte for byte.',
      'Their timestamps are 1000 ms apart.',
      'Idempotence off explains it: when a response is lost, the client sends the same again, and the broker writes it again. enable.idempotence=true (in kafkajs idempotent: true) prevents it.',
    ]);
  });

  it('idempotence off does not explain what a retry cannot do', () => {
    deepStrictEqual(
      said({ first: plain, second: plain, records: [keyless, { ...keyless, value: 'another one' }] }),
      'The producer runs without idempotence, but a retry of the client changes neither key, value nor headers: the application sent it twice.',
    );
    deepStrictEqual(
      said({ first: plain, second: plain, partition: 1, records: [keyed, keyed] }),
      'The producer runs without idempotence, but a retry stays in the partition of its key: the application sent it twice, or the number of partitions has changed.',
    );
    deepStrictEqual(
      said({ first: plain, second: plain, partition: 1 }),
      'Idempotence off may explain it: some clients, such as kafkajs, choose another partition for a message without a key when they send it again. Otherwise the application sent it twice.',
    );
  });

  it('idempotence on with two sequences: the application sent it twice', () => {
    deepStrictEqual(
      said({ first: idempotent(7, 16), second: idempotent(7, 40) }),
      'Idempotence is on, and the two were written under sequences 16 and 40 of producer 7, and a retry keeps its sequence: the application sent it twice.',
    );
  });

  it('the sequence is the record’s own, and begins anew after the highest', () => {
    const session = testSession({ identity: { kind: 'header', name: 'id' } });
    const other = { value: 'x', headers: { id: '8' } };
    new TestLog(session)
      .batch(0, [other, keyless], idempotent(7, 2_147_483_647))
      .batch(0, [other, other, keyless], { ...idempotent(7, 1), at: 2_000 });
    deepStrictEqual(
      session.details(4, 10)?.explanation?.evidence.at(-1),
      'Idempotence is on, and the two were written under sequences 0 and 3 of producer 7, and a retry keeps its sequence: the application sent it twice.',
    );
  });

  it('idempotence on, beyond what it holds for: a session, an epoch, a partition, the broker’s memory', () => {
    deepStrictEqual(
      said({ first: idempotent(7, 16), second: idempotent(9, 0) }),
      'Idempotence is on, but holds for one session of a producer, and these were two (producers 7 and 9): the application sent it again after a restart or from another instance.',
    );
    deepStrictEqual(
      said({ first: idempotent(7, 16, 0), second: idempotent(7, 0, 1) }),
      'Idempotence is on, but producer 7 began a new epoch in between (0, then 1), as after an error: the application sent it twice, or the client what was still unanswered.',
    );
    deepStrictEqual(
      said({ first: idempotent(7, 16), second: idempotent(7, 16) }),
      'Idempotence is on, and yet both have sequence 16 of producer 7: a retry that the broker did not recognise, as when it had forgotten the producer (producer.id.expiration.ms).',
    );
    deepStrictEqual(
      said({ first: idempotent(7, 16), second: idempotent(7, 4), partition: 1 }),
      'Idempotence is on (producer 7), but holds for one partition: the application sent it twice, or a client such as kafkajs chose another partition for a message without a key when it sent it again.',
    );
    deepStrictEqual(
      said({ first: idempotent(7, 16), second: idempotent(7, 4), partition: 1, records: [keyed, keyed] }),
      'Idempotence is on (producer 7), and a retry stays in the partition of its key: the application sent it twice.',
    );
  });

  it('one with idempotence and one without', () => {
    deepStrictEqual(
      said({ first: idempotent(7, 16), second: plain }),
      'The original was written with idempotence (producer 7) and this copy without, so no retry of the client explains it: the application sent it twice.',
    );
    deepStrictEqual(
      said({ first: plain, second: idempotent(7, 16) }),
      'The original was written without idempotence and this copy with it (producer 7), so no retry of the client explains it: the application sent it twice.',
    );
  });

  it('transactional too', () => {
    deepStrictEqual(
      said({ first: transactional(7, 16), second: transactional(7, 17) }),
      'Both were written by transactional producer 7, with sequences 16 and 17: the application sent it twice.',
    );
    deepStrictEqual(
      said({ first: transactional(7, 16, 3), second: transactional(7, 0, 4) }),
      'Both were written by transactional producer 7, in two transactions (epochs 3 and 4): the application sent it twice.',
    );
    deepStrictEqual(
      said({ first: transactional(7, 16), second: transactional(9, 16) }),
      'Both were written in transactions, of producers 7 and 9: the application sent it twice, such as from two instances that did the same work.',
    );
  });

  it('says less where the original has left memory', () => {
    for (const [options, kind] of [
      [idempotent(7, 16), 'idempotent'],
      [transactional(7, 16), 'transactional'],
    ] as const) {
      const session = testSession({ identity: { kind: 'header', name: 'id' }, maxRows: 2 });
      const log = new TestLog(session).batch(0, [keyless], options);
      for (const id of ['8', '9']) log.batch(0, [{ value: 'x', headers: { id } }], options);
      log.batch(0, [keyless], options);
      deepStrictEqual(session.details(3, 10)?.explanation?.evidence, [
        'The message ids have the same 64-bit fingerprint.',
        'Both carry the same timestamp.',
        `The producer is ${kind}, so no retry of the client wrote it twice: the application sent it twice.`,
      ]);
    }
  });
});
