import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { messageMaker } from '../../../src/experiment/message';
import { type Choice, describePlan, makePlan, type Plan } from '../../../src/experiment/plan';
import { usualChoice } from '../../../src/experiment/readChoice';
import { leftOver, readTopicName, runName, topicName } from '../../../src/experiment/topicName';

const choice: Choice = {
  settings: ['acks0', 'acks1'],
  faults: ['none', 'swallow'],
  messages: 500,
  messageBytes: 200,
  requestTimeoutMs: 1_000,
};
const run = '20260301T120000-abcd';

function planOf(changes: Partial<Choice> = {}, facts = { brokers: 3, canKill: false }): Plan {
  const made = makePlan({ ...choice, ...changes }, run, facts);
  if ('problems' in made) throw new Error(made.problems.join(' '));
  return made.plan;
}

const problemsOf = (changes: Partial<Choice>, facts = { brokers: 3, canKill: false }): readonly string[] => {
  const made = makePlan({ ...choice, ...changes }, run, facts);
  return 'problems' in made ? made.problems : [];
};

describe('the plan of an experiment', () => {
  it('is a topic for each setting and fault, but for what cannot happen', () => {
    const { trials, totals, strikes, replication, minInSync } = planOf();
    deepStrictEqual(
      trials.map(({ topic, leftOut }) => [topic, leftOut]),
      [
        ['acklens-experiment-20260301T120000-abcd-acks0-none', undefined],
        [
          'acklens-experiment-20260301T120000-abcd-acks0-swallow',
          'With acks=0 the broker sends no answer that could be lost or late.',
        ],
        ['acklens-experiment-20260301T120000-abcd-acks1-none', undefined],
        ['acklens-experiment-20260301T120000-abcd-acks1-swallow', undefined],
      ],
    );
    deepStrictEqual(totals, { topics: 3, messages: 1_500, bytes: 300_000, seconds: 8 });
    deepStrictEqual([strikes, replication, minInSync], [[13, 25, 38], 3, 2]);
  });

  it('says in sentences what it will do', () => {
    deepStrictEqual(describePlan(planOf()), [
      'Creates 3 temporary topics with one partition each, replication factor 3 and min.insync.replicas 2, named acklens-experiment-…',
      'Writes 1,500 messages of 200 bytes, 300 kB before retries and replication, and reads them back.',
      'Takes about 8 seconds. Nothing else on the cluster is touched, and the topics are removed afterwards; whatever happens, their records expire after a day.',
      '1 of the combinations cannot happen and is left out.',
    ]);
    strictEqual(
      describePlan(planOf({ faults: ['leader-kill'] }, { brokers: 3, canKill: true })).at(-1),
      'Kills the process of a broker once for each setting, and starts it again.',
    );
  });

  it('asks for no more replicas than there are brokers', () => {
    const { replication, minInSync } = planOf({}, { brokers: 1, canKill: false });
    deepStrictEqual([replication, minInSync], [1, 1]);
  });

  it('refuses what makes no sense, and says the limits', () => {
    deepStrictEqual(problemsOf({ settings: [], faults: [], messages: 5, messageBytes: Number.NaN }), [
      'Choose at least one setting.',
      'Choose at least one network.',
      'The number of messages must be a whole number from 50 to 20,000.',
      'The size of a message in bytes must be a whole number from 100 to 10,000.',
    ]);
    deepStrictEqual(problemsOf({ settings: ['acks0'], faults: ['swallow'] }), [
      'None of these faults can strike these settings.',
    ]);
    deepStrictEqual(problemsOf({ faults: ['leader-kill'] }), [
      'A leader can be killed only where the processes of the cluster are at hand, as in the demo.',
    ]);
    deepStrictEqual(problemsOf({ faults: ['leader-kill'] }, { brokers: 1, canKill: true }), [
      'Killing a leader needs three brokers: fewer could not elect another.',
    ]);
  });

  it('takes all settings but the special one, and kills only where it can', () => {
    deepStrictEqual(usualChoice(false).settings, [
      'acks0',
      'acks1',
      'acks1-no-retries',
      'all',
      'all-no-retries',
      'idempotent',
      'transactional',
    ]);
    deepStrictEqual(usualChoice(false).faults, ['none', 'cut-before', 'cut-after', 'swallow', 'late']);
    ok(usualChoice(true).faults.includes('leader-kill'));
  });
});

describe('names of temporary topics', () => {
  it('tell when they were made, and are told apart from all others', () => {
    const now = Date.parse('2026-03-01T12:00:00.500Z');
    const name = topicName(
      runName(now, () => 0),
      'acks1-no-retries',
      'cut-before',
    );
    strictEqual(name, 'acklens-experiment-20260301T120000-aaaa-acks1-no-retries-cut-before');
    deepStrictEqual(readTopicName(name), {
      name,
      run: '20260301T120000-aaaa',
      createdAt: Date.parse('2026-03-01T12:00:00Z'),
    });
    for (const other of [
      'orders',
      'acklens-experiment-orders',
      'acklens-experiment-20269901T120000-aaaa-x',
      `x${name}`,
    ])
      strictEqual(readTopicName(other), undefined, other);
  });

  it('leave out runs that go on', () => {
    const old = 'acklens-experiment-20260301T120000-aaaa-acks1-none';
    const fresh = 'acklens-experiment-20260302T120000-bbbb-acks1-none';
    const running = (one: string): boolean => one === '20260302T120000-bbbb';
    deepStrictEqual(
      leftOver(['orders', fresh, old], running).map(({ name }) => name),
      [old],
    );
    deepStrictEqual(
      leftOver(['orders', fresh, old]).map(({ name }) => name),
      [old, fresh],
    );
  });
});

describe('numbered messages', () => {
  it('have the wished size, and are recognised by their own trial only', () => {
    const maker = messageMaker('acklens-experiment-20260301T120000-aaaa-acks1-none', 200);
    for (const n of [0, 1, 17, 20_001]) {
      strictEqual(maker.value(n).length, 200);
      strictEqual(maker.numberOf(maker.value(n)), n);
    }
    strictEqual(messageMaker('another', 200).numberOf(maker.value(1)), undefined);
    strictEqual(maker.numberOf(new Uint8Array([1, 2, 3])), undefined);
    strictEqual(JSON.parse(new TextDecoder().decode(maker.value(7))).n, 7);
  });
});
