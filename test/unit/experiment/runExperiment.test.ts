import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { makePlan, type Plan } from '../../../src/experiment/plan';
import { removeTopics } from '../../../src/experiment/removeTopics';
import { jsonReport, markdownReport } from '../../../src/experiment/report';
import { runExperiment } from '../../../src/experiment/runExperiment';
import { KafkaError } from '../../../src/kafka/errors';
import { PlayedWorld } from './playedWorld';

function planOf(): Plan {
  const made = makePlan(
    {
      settings: ['acks0', 'acks1'],
      faults: ['none', 'swallow'],
      messages: 50,
      messageBytes: 100,
      requestTimeoutMs: 1_000,
    },
    '20260301T120000-abcd',
    { brokers: 3, canKill: false },
  );
  if ('problems' in made) throw new Error(made.problems.join(' '));
  return made.plan;
}

describe('running an experiment', () => {
  it('makes a topic for each trial, sends, reads back and judges', async () => {
    const world = new PlayedWorld();
    const topics: string[] = [];
    const { client } = world;
    world.client = (request, listener) => {
      client(request, listener);
      // The first message once more.
      if (request.fault === 'swallow') world.logs.get(request.topic)?.push(request.value(1));
    };
    const result = await runExperiment(planOf(), world, (topic) => topics.push(topic)).done;
    deepStrictEqual(
      world.created.map(({ partitions, replication, config }) => [partitions, replication, config]),
      Array(3).fill([1, 3, { 'min.insync.replicas': '2', 'retention.ms': '86400000' }]),
    );
    deepStrictEqual(
      topics,
      world.created.map(({ name }) => name),
    );
    deepStrictEqual(
      result.trials.map((one) => (one.kind === 'measured' ? one.judgement.sentences[0] : one.sentence)),
      [
        'All 50 messages there once, in order.',
        'With acks=0 the broker sends no answer that could be lost or late.',
        'All 50 messages there once, in order.',
        '1 message there more than once (1 copy too many).',
      ],
    );
    const context = { connection: 'Local | test', plan: planOf() };
    const page = markdownReport(result, context);
    match(page, /^# Delivery experiment\n\nMeasured on Local \| test at 2026-03-01T12:00:00\.000Z/);
    match(page, /\| acks=1 \| answer swallowed \| 50 \| 50 \| 0 \| – \| 0 \| 0 \| 1 \| 0 \| 5\.0 \| 5\.0 \| 500 \|/);
    match(page, /Promises: usually at least once, not guaranteed: loss and duplicates possible · acks=1\./);
    const data: { readonly trials: readonly { readonly status: string }[] } = JSON.parse(jsonReport(result, context));
    deepStrictEqual(
      data.trials.map(({ status }) => status),
      ['measured', 'left-out', 'measured', 'measured'],
    );
  });

  it('ends where the cluster refuses a topic, and says why', async () => {
    const world = new PlayedWorld();
    world.refusal = new KafkaError('authorization', 'You may not create topics.');
    const result = await runExperiment(planOf(), world, () => undefined).done;
    strictEqual(result.ended, 'You may not create topics.');
    deepStrictEqual(
      result.trials.map(({ kind }) => kind),
      ['failed'],
    );
  });

  it('stops the trial under way and begins no other', async () => {
    const world = new PlayedWorld();
    world.hold = new Promise(() => undefined);
    const experiment = runExperiment(planOf(), world, () => undefined);
    while (experiment.progress().current?.stage !== 'sending') await new Promise(setImmediate);
    experiment.cancel();
    const result = await experiment.done;
    strictEqual(result.ended, 'It was stopped.');
    ok(world.cancelled > 0);
    strictEqual(world.created.length, 1);
  });

  it('removes topics, also those that are gone already, and tells what is left', async () => {
    const world = new PlayedWorld();
    world.topicNames.add('a').add('b');
    deepStrictEqual(await removeTopics(world, ['a', 'gone', 'b']), { left: [], problem: undefined });
    strictEqual(world.topicNames.size, 0);
    const refusing = {
      ...world.admin,
      deleteTopic: () => Promise.reject(new KafkaError('authorization', 'You may not delete topics.')),
    };
    deepStrictEqual(await removeTopics({ admin: refusing, sleep: world.sleep }, ['a']), {
      left: ['a'],
      problem: 'You may not delete topics.',
    });
  });
});
