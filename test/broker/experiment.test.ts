import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { runExperimentCommand } from '../../src/commandLine/experimentCommand';
import type { FaultId } from '../../src/experiment/faults';
import { type Choice, makePlan, type Plan } from '../../src/experiment/plan';
import { removeTopics } from '../../src/experiment/removeTopics';
import { runExperiment } from '../../src/experiment/runExperiment';
import type { SettingId } from '../../src/experiment/settings';
import { leftOver, runName } from '../../src/experiment/topicName';
import type { TrialResult } from '../../src/experiment/trialResult';
import { createKafkaJsAdmin } from '../../src/kafka/kafkajs/admin';
import { openBrokerControl } from '../../src/kafka/kafkajs/trial/brokerControl';
import { openCommandWorld } from '../../src/kafka/kafkajs/trial/openCommandWorld';
import { serveBrokerControl } from '../kafka/serveBrokerControl';
import { kafkaSuite } from './kafkaSuite';
import { profileOf, until } from './reading';
import { lateServers } from './topics';

type Measured = Extract<TrialResult, { kind: 'measured' }>;

kafkaSuite('the delivery experiment', (kafka) => {
  let world: Awaited<ReturnType<typeof openCommandWorld>>;
  before(async () => {
    world = await openCommandWorld(profileOf(kafka().bootstrapServers()), {}, undefined);
  });
  after(() => world.close());

  function planOf(settings: readonly SettingId[], faults: readonly FaultId[], changes: Partial<Choice> = {}): Plan {
    const choice = { settings, faults, messages: 100, messageBytes: 100, requestTimeoutMs: 400, ...changes };
    const made = makePlan(choice, runName(Date.now(), Math.random), { brokers: 3, canKill: true });
    assert.ok('plan' in made, JSON.stringify(made));
    return made.plan;
  }

  /** Runs the trials and removes their topics. */
  async function measure(plan: Plan, brokers = world.brokers): Promise<Measured[]> {
    const experiment = runExperiment(plan, { ...world, brokers }, () => undefined);
    const { trials, ended } = await experiment.done;
    assert.equal(ended, undefined);
    const { left } = await removeTopics(world, experiment.progress().topics);
    assert.deepEqual(left, []);
    return trials.filter((one): one is Measured => {
      assert.notEqual(one.kind, 'failed', JSON.stringify(one));
      return one.kind === 'measured';
    });
  }

  /** A broker that was not asked to remove them may still know topics that are gone. */
  const untilNothingIsLeft = (): Promise<void> =>
    until('nothing is left', async () => leftOver(await world.admin.topicNames()).length === 0);

  it('acks=0 loses what a broken connection held, and says nothing', async () => {
    const [result] = await measure(planOf(['acks0'], ['cut-before']));
    const { struck, taken, lostSilently, doubled } = result?.counts ?? assert.fail();
    assert.deepEqual([struck, taken, doubled], [3, 100, 0]);
    assert.ok(lostSilently >= 30, String(lostSilently));
    assert.equal(result?.judgement.kind, 'allowed');
  });

  it('a network that works loses and doubles nothing', async () => {
    for (const { counts, judgement } of await measure(planOf(['acks0', 'acks1'], ['none'], patient))) {
      assert.equal(counts.acknowledged + counts.taken, 100);
      assert.equal(judgement.kind, 'kept');
    }
  });

  it('acks=1 and acks=all with retries write again what got no answer in time', async () => {
    const results = [
      ...(await measure(planOf(['acks1'], ['cut-after', 'late']))),
      ...(await measure(planOf(['all'], ['swallow']))),
    ];
    assert.equal(results.length, 3);
    for (const { trial, counts, judgement } of results) {
      assert.deepEqual([counts.acknowledged, counts.lost, counts.struck], [100, 0, 3], trial.topic);
      assert.ok(counts.doubled >= 20 && counts.copies >= 30, `${trial.topic} ${JSON.stringify(counts)}`);
      assert.equal(judgement.kind, 'allowed', trial.topic);
    }
  });

  it('without retries nothing is doubled, and what the client gave up is there or not', async () => {
    const [swallowed, cut] = await measure(planOf(['acks1-no-retries'], ['swallow', 'cut-before']));
    // On a busy machine the client may give up more than the three that were struck.
    assert.ok(swallowed && swallowed.counts.unknown >= 30, JSON.stringify(swallowed?.counts));
    assert.equal(swallowed.counts.unknownThere, swallowed.counts.unknown);
    assert.equal(swallowed.counts.acknowledged, 100 - swallowed.counts.unknown);
    assert.ok(cut && cut.counts.unknown - cut.counts.unknownThere >= 30, JSON.stringify(cut?.counts));
    for (const { counts } of [swallowed, cut]) assert.deepEqual([counts.lost, counts.doubled], [0, 0]);
  });

  it('idempotent and transactional producers meet the faults and stay exact', async () => {
    const results = await measure(planOf(['idempotent', 'transactional'], ['cut-after', 'swallow']));
    assert.equal(results.length, 4);
    for (const { trial, counts, judgement } of results) {
      const { acknowledged, lost, doubled, outOfOrder, struck } = counts;
      assert.deepEqual([acknowledged, lost, doubled, outOfOrder, struck], [100, 0, 0, 0, 3], trial.topic);
      assert.equal(judgement.kind, 'kept', trial.topic);
    }
  });

  it('shows that kafkajs breaks the promise of idempotence when several sends are under way', async () => {
    const [result] = await measure(planOf(['idempotent-parallel'], ['swallow']));
    assert.equal(result?.counts.acknowledged, 100);
    assert.ok(result.counts.lost > 0 && result.counts.doubled > 0, JSON.stringify(result.counts));
    assert.equal(result.judgement.kind, 'broken');
  });

  it('stops at once, also where an answer is waited for, and leaves nothing', async () => {
    const plan = planOf(['acks1'], ['swallow', 'late'], { requestTimeoutMs: 30_000 });
    const experiment = runExperiment(plan, world, () => undefined);
    await until('an answer is waited for', () => (experiment.progress().current?.settled ?? 0) >= 20);
    const stoppedAt = Date.now();
    experiment.cancel();
    const { ended, trials } = await experiment.done;
    assert.ok(Date.now() - stoppedAt < 3_000);
    assert.equal(ended, 'It was stopped.');
    assert.deepEqual(
      trials.map(({ kind }) => kind),
      ['failed'],
    );
    const { left } = await removeTopics(world, experiment.progress().topics);
    assert.deepEqual(left, []);
    await untilNothingIsLeft();
  });

  it('loses no acknowledged message of acks=all with its leader', async function () {
    this.timeout(120_000);
    const control = await serveBrokerControl(kafka());
    const { brokers } = await world.admin.overview();
    assert.equal(await openBrokerControl(control.address, [...brokers, { ...broker, port: 1 }]), undefined);
    const processes = await openBrokerControl(control.address, brokers);
    assert.ok(processes);
    const [result] = await measure(planOf(['all'], ['leader-kill'], { requestTimeoutMs: 2_000 }), processes);
    const { struck, lost, acknowledged, unknown } = result?.counts ?? assert.fail();
    assert.deepEqual([struck, lost], [1, 0], JSON.stringify(result));
    assert.equal(acknowledged + unknown, 100);
    assert.equal((await world.admin.overview()).brokers.length, 3);
    await control.stop();
  });

  describe('on the command line', () => {
    async function command(servers: readonly string[], ...args: readonly string[]) {
      const output = { stdout: '', stderr: '' };
      const status = await runExperimentCommand(['--bootstrap-server', servers.join(','), ...args], {
        stdout: (text) => {
          output.stdout += text;
        },
        stderr: (text) => {
          output.stderr += text;
        },
        readFile: () => assert.fail(),
        readBytes: () => assert.fail(),
        env: () => undefined,
        ask: undefined,
        openWorld: (profile, secrets) => openCommandWorld(profile, secrets, undefined),
        random: Math.random,
        interrupted: new AbortController().signal,
      });
      return { status, ...output };
    }

    it('measures, prints data, and removes its topics', async () => {
      const choice = ['--settings', 'acks0,idempotent', '--faults', 'cut-before', '--messages', '100'];
      const servers = kafka().bootstrapServers();
      const { status, stdout, stderr } = await command(servers, ...choice, '--format', 'json', '--yes');
      assert.equal(status, 0, stderr);
      const report: { trials: { counts: { lostSilently: number; acknowledged: number } }[] } = JSON.parse(stdout);
      const [acks0, idempotent] = report.trials;
      assert.ok((acks0?.counts.lostSilently ?? 0) >= 30);
      assert.equal(idempotent?.counts.acknowledged, 100);
      await untilNothingIsLeft();
    });

    it('finds and removes what is left by a process that was killed', async () => {
      const { all, first } = await lateServers(kafka());
      const wait = ['--settings', 'acks1', '--faults', 'swallow', '--request-timeout', '30000', '--yes'];
      const child = spawn(
        process.execPath,
        ['--import', 'tsx', 'src/cli.ts', 'experiment', '--bootstrap-server', all.join(','), ...wait],
        { stdio: 'ignore' },
      );
      const soon = createKafkaJsAdmin(profileOf([first]));
      const left = async (): Promise<number> => leftOver((await soon.topics()).map(({ name }) => name)).length;
      try {
        await until('the topic is there', async () => (await left()) > 0, 50_000);
      } finally {
        child.kill('SIGKILL');
      }
      // The first server of the list has not heard of the topic yet.
      const asked = await command(all, '--clean-up');
      assert.equal(asked.status, 2, asked.stderr);
      assert.match(asked.stderr, /acklens-experiment-\S+-acks1-swallow, made 20/);
      assert.equal(await left(), 1);
      await soon.close();
      const removed = await command(all, '--clean-up', '--yes');
      assert.equal(removed.status, 0, removed.stderr);
      assert.match(removed.stderr, /1 temporary topic removed/);
      await untilNothingIsLeft();
    });
  });
});

const broker = { id: 9, host: '127.0.0.1', isController: false };
/** No answer takes so long, however busy the machine is. */
const patient = { requestTimeoutMs: 10_000 };
