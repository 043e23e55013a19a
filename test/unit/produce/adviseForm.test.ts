import assert from 'node:assert/strict';
import { adviseForm } from '../../../src/produce/adviseForm';
import { firstForm } from '../../../src/produce/firstForm';
import type { TopicFacts } from '../../../src/produce/topicFacts';
import { describeTopic } from '../../../src/produce/topicFacts';
import type { ProduceForm } from '../../../src/protocol/produce';

const safe: TopicFacts = {
  partitions: [{ id: 0, replicas: 3, inSync: 3 }],
  minInSync: 2,
  isCompacted: false,
  uncleanElection: false,
};

const advise = (form: Partial<ProduceForm>, facts: Partial<TopicFacts> = {}): string[] =>
  adviseForm({ ...firstForm, ...form }, { ...safe, ...facts }).map((sentence) => sentence.slice(0, 31));

describe('advice on a choice', () => {
  it('has nothing to say of idempotence on a topic that keeps what it acknowledges', () => {
    assert.deepEqual(advise({}), []);
    assert.deepEqual(adviseForm(firstForm, undefined), []);
  });

  it('names what each acks cannot promise there', () => {
    assert.deepEqual(advise({ acks: 0, kind: 'plain' }), ['acks=0: the broker answers noth']);
    assert.deepEqual(advise({ acks: 1, kind: 'plain' }), [
      'acks=1: the leader answers befo',
      'Without idempotence a record th',
    ]);
    assert.deepEqual(advise({}, { minInSync: 1 }), ['acks=all, but min.insync.replic']);
    assert.deepEqual(advise({}, { partitions: [{ id: 0, replicas: 1, inSync: 1 }] }), [
      'The topic keeps one replica, so',
    ]);
    assert.deepEqual(advise({}, { uncleanElection: true }), ['unclean.leader.election.enable ']);
  });

  it('foretells a refusal, by the replicas that there can be', () => {
    const partitions = [
      { id: 0, replicas: 3, inSync: 3 },
      { id: 4, replicas: 3, inSync: 1 },
    ];
    assert.deepEqual(advise({}, { partitions }), ['Partition 4: fewer replicas are']);
    assert.deepEqual(advise({}, { partitions: [{ id: 0, replicas: 1, inSync: 1 }], minInSync: 2 }).length, 1);
    assert.deepEqual(advise({}, { isCompacted: true }), ['The topic is compacted: the bro']);
    assert.deepEqual(advise({ kind: 'transactional' }), ['Consumers with isolation.level=']);
  });

  it('tells of the topic in one line', () => {
    assert.equal(describeTopic(safe), '1 partition, 3 replicas each, min.insync.replicas 2');
    const partitions = [
      { id: 0, replicas: 1, inSync: 1 },
      { id: 1, replicas: 2, inSync: 1 },
    ];
    assert.equal(
      describeTopic({ ...safe, partitions, minInSync: undefined }),
      '2 partitions, 1 to 2 replicas each, 1 under-replicated now',
    );
  });
});
