import assert from 'node:assert/strict';
import { durability } from '../../../src/explorer/durability';
import { topic } from './fakeAdmin';

describe('durability', () => {
  const replicated = (replicas: readonly number[], isr = replicas) => topic('t', [{ leader: 1, replicas, isr }]);
  const setting = (minimum: string, unclean = 'false') => [
    { name: 'min.insync.replicas', value: minimum, isDefault: false },
    { name: 'unclean.leader.election.enable', value: unclean, isDefault: true },
  ];
  const sentences = (...args: Parameters<typeof durability>) => durability(...args).sentences;

  it('says what acks=all is worth', () => {
    assert.deepEqual(sentences(replicated([1]), setting('1')), [
      'One replica: losing that broker or its disk loses the data, whatever acks says.',
    ]);
    assert.deepEqual(sentences(replicated([1, 2, 3]), setting('1')), [
      'min.insync.replicas=1: the leader alone may acknowledge, also for acks=all.',
    ]);
    assert.deepEqual(sentences(replicated([1, 2, 3]), setting('2')), [
      'min.insync.replicas=2: with acks=all, an acknowledged record survives the loss of any broker.',
    ]);
    assert.deepEqual(sentences(replicated([1, 2, 3, 4]), setting('3')), [
      'min.insync.replicas=3: with acks=all, an acknowledged record survives the loss of any 2 brokers.',
    ]);
    assert.deepEqual(sentences(replicated([1, 2]), setting('2')), [
      'min.insync.replicas=2: with acks=all, an acknowledged record survives the loss of any broker.',
      'acks=all writes fail as soon as one replica is down.',
    ]);
    assert.deepEqual(sentences(replicated([1, 2]), setting('3')), [
      'min.insync.replicas exceeds the replicas: brokers before Kafka 3.7 refuse every acks=all write; newer ones ask for all replicas, so writes fail as soon as one is down.',
    ]);
  });

  it('warns of what weakens it now', () => {
    assert.deepEqual(sentences(replicated([1, 2, 3], [1]), setting('2', 'true')), [
      'min.insync.replicas=2: with acks=all, an acknowledged record survives the loss of any broker.',
      'Unclean leader election is on: acknowledged records can be discarded.',
      'acks=all writes are refused now on 1 of 1 partitions: too few in-sync replicas.',
    ]);
    assert.equal(durability(replicated([1, 2, 3]), setting('2')).isWeak, false);
    assert.equal(durability(replicated([1, 2, 3], [1]), setting('2')).isWeak, true);
  });

  it('claims nothing that the cluster does not tell', () => {
    assert.deepEqual(sentences(replicated([1, 2, 3]), []), [
      'min.insync.replicas is not known: the cluster does not tell.',
    ]);
  });
});
