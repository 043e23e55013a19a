import { KafkaError } from '../kafka/errors';
import type { Trial } from '../kafka/trial';
import { countTrial } from './countTrial';
import { judgeTrial } from './judgeTrial';
import { messageMaker } from './message';
import type { Plan, PlannedTrial } from './plan';
import { priceOf } from './priceOf';
import { promiseOf } from './promiseOf';
import { readBack } from './readBack';
import { TrialLedger } from './TrialLedger';
import type { TrialResult } from './trialResult';
import type { ExperimentWorld } from './world';

export type TrialStage = 'creating' | 'sending' | 'reading' | 'mending';

export interface TrialWatch {
  stage(stage: TrialStage): void;
  /** The trial under way, for whoever wants to stop it. */
  sending(ledger: TrialLedger, trial: Trial): void;
  readonly isCancelled: boolean;
}

/** Runs one trial on a topic of its own, which is left there. Rejects with a KafkaError when the cluster refuses. */
export async function runTrial(
  plan: Plan,
  trial: PlannedTrial,
  world: ExperimentWorld,
  watch: TrialWatch,
): Promise<TrialResult> {
  const { choice, batch, transactionSends } = plan;
  const { topic, fault, setting } = trial;
  const { admin } = world;
  watch.stage('creating');
  await makeTopic(plan, topic, world);
  const maker = messageMaker(topic, choice.messageBytes);
  const strikes = new Set(plan.strikes);
  const [first = 1] = plan.strikes;
  const victim = fault === 'leader-kill' ? (await admin.topic(topic)).partitions[0]?.leader : undefined;
  let killing: Promise<void> | undefined;
  const ledger = new TrialLedger(choice.messages, (ordinal) => {
    if (victim === undefined || ordinal !== first || killing) return;
    killing = world.brokers?.kill(victim);
    killing?.catch(() => undefined);
  });
  watch.stage('sending');
  const running = world.trials.run(
    {
      topic,
      // One after another where nothing fails: what settings cost can be compared then.
      setting: fault === 'none' ? { ...setting.client, inFlight: 1 } : setting.client,
      fault: fault === 'none' || fault === 'leader-kill' ? undefined : fault,
      strikes,
      count: choice.messages,
      batch,
      transactionSends,
      requestTimeoutMs: choice.requestTimeoutMs,
      ...maker,
    },
    ledger,
  );
  watch.sending(ledger, running);
  try {
    const { elapsedMs, isSettled, problem } = await running.done;
    await killing;
    if (problem !== undefined) return { kind: 'failed', trial, sentence: problem };
    if (watch.isCancelled) return { kind: 'failed', trial, sentence: 'It was stopped.' };
    watch.stage('reading');
    const committedOnly = setting.client.kind === 'transactional';
    const log = await readBack(world.reader, {
      topic,
      committedOnly,
      count: choice.messages,
      maker,
      sleep: (milliseconds) => world.sleep(milliseconds),
    });
    const counts = countTrial(ledger, log);
    const promised = promiseOf(setting.client);
    return {
      kind: 'measured',
      trial,
      promised,
      counts: victim === undefined ? counts : { ...counts, struck: 1 },
      price: priceOf(ledger, elapsedMs),
      judgement: judgeTrial(counts, promised),
      note: isSettled ? undefined : 'The topic did not come to rest in time: the numbers may not be the last word.',
    };
  } finally {
    if (victim !== undefined && killing) {
      watch.stage('mending');
      await mend(victim, topic, world);
    }
  }
}

/** A leader is named before it has made the log, and acks=0 would lose what it is sent until then. */
async function makeTopic({ replication, minInSync }: Plan, topic: string, world: ExperimentWorld): Promise<void> {
  const config = { 'min.insync.replicas': String(minInSync), 'retention.ms': String(86_400_000) };
  await world.admin.createTopic({ name: topic, partitions: 1, replication, config });
  for (let tries = 1; ; tries++) {
    try {
      const isAssigned = (await world.admin.offsets(topic)).length === 1;
      const [partition] = (await world.admin.topic(topic)).partitions;
      if (isAssigned && partition && partition.isr.length >= replication) return;
      if (tries >= mostTries) return;
    } catch (error) {
      if (!(error instanceof KafkaError) || tries >= mostTries) throw error;
    }
    await world.sleep(100);
  }
}

const mostTries = 100;

/** Starts the broker again and waits until it has all of the topic. */
async function mend(broker: number, topic: string, { brokers, admin, sleep }: ExperimentWorld): Promise<void> {
  await brokers?.start(broker);
  for (let tries = 0; tries < 600; tries++) {
    const found = await admin.topic(topic).catch(() => undefined);
    const [partition] = found?.partitions ?? [];
    if (partition && partition.isr.length === partition.replicas.length) return;
    await sleep(100);
  }
}
