import assert from 'node:assert/strict';
import { outcomeOf } from '../../../../src/kafka/kafkajs/produceBatch';
import type { Acks } from '../../../../src/kafka/producer';

const batch = (acks: Acks) => ({
  topic: 'orders',
  partition: 0,
  bytes: Buffer.alloc(0),
  acks,
  transactionalId: undefined,
});

const judge = (code: number, acks: Acks = 'all', message?: string) =>
  outcomeOf({ code, baseOffset: 7, message }, batch(acks));

describe('what an answer to a Produce request means', () => {
  it('takes the offset of a written batch, and knows none of one that came twice', () => {
    assert.deepEqual(judge(0), { kind: 'written', offset: 7 });
    assert.deepEqual(judge(46), { kind: 'written', offset: undefined });
  });

  it('calls nothing failed that the leader may have in its log', () => {
    for (const code of [-1, 7, 13, 20, 56]) assert.equal(judge(code).kind, 'unknown', `error ${code}`);
  });

  it('knows that a leader which was none has not written with acks=1, and does not know it with acks=all', () => {
    assert.equal(judge(6, 1).kind, 'refused');
    assert.equal(judge(6, 'all').kind, 'unknown');
  });

  it('tries again after what passes, not after what stays', () => {
    const again = (code: number): boolean => {
      const outcome = judge(code);
      return 'again' in outcome && outcome.again;
    };
    for (const code of [3, 5, 6, 7, 13, 19, 20, 56, 74, 75]) assert.equal(again(code), true, `error ${code}`);
    for (const code of [10, 17, 18, 29, 32, 45, 47, 87]) assert.equal(again(code), false, `error ${code}`);
  });

  it('adds what the broker itself says', () => {
    assert.deepEqual(
      judge(87, 'all', 'Compacted topic cannot accept message without key in topic partition orders-0.'),
      {
        kind: 'refused',
        code: 87,
        again: false,
        sentence:
          'The broker refuses the record (INVALID_RECORD); a compacted topic needs a key. The broker says: Compacted topic cannot accept message without key in topic partition orders-0.',
      },
    );
    assert.deepEqual(judge(29), {
      kind: 'refused',
      code: 29,
      again: false,
      sentence: 'You may not write to topic orders: the user needs the ACL Write on topic orders.',
    });
  });
});
