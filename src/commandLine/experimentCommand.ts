import { describePlan, makePlan, trialTitle } from '../experiment/plan';
import { usualChoice } from '../experiment/readChoice';
import { removeTopics } from '../experiment/removeTopics';
import { jsonReport, markdownReport } from '../experiment/report';
import { resultRow } from '../experiment/resultRows';
import { runExperiment } from '../experiment/runExperiment';
import { leftOver, runName } from '../experiment/topicName';
import type { ExperimentResult } from '../experiment/trialResult';
import type { ExperimentWorld } from '../experiment/world';
import { KafkaError } from '../kafka/errors';
import type { ConnectionProfile } from '../kafka/profile';
import type { ConnectionSecrets } from '../kafka/secrets';
import { type ExperimentArguments, experimentUsage, readExperimentArguments } from './experimentArguments';
import { experimentTable } from './experimentTable';
import { type ProfileSources, readTailProfile } from './readTailProfile';

export interface OpenedWorld extends ExperimentWorld {
  close(): Promise<void>;
}

/** What the command needs from the process around it. */
export interface ExperimentEnvironment extends ProfileSources {
  stdout(text: string): void;
  stderr(text: string): void;
  /** Undefined where nobody can be asked. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
  openWorld(profile: ConnectionProfile, secrets: ConnectionSecrets): Promise<OpenedWorld>;
  random(): number;
  /** Aborted by Ctrl-C: the trial under way ends, and the topics are removed all the same. */
  readonly interrupted: AbortSignal;
}

/** Runs `acklens experiment`. Answers the exit status: 0, 1 when a promise was broken, 2 on an error. */
export async function runExperimentCommand(
  args: readonly string[],
  environment: ExperimentEnvironment,
): Promise<number> {
  const { stdout, stderr } = environment;
  if (args.includes('--help') || args.includes('-h')) {
    stdout(experimentUsage);
    return 0;
  }
  const parsed = readExperimentArguments(args);
  if ('problem' in parsed) {
    stderr(`acklens experiment: ${parsed.problem}\n\n${experimentUsage}`);
    return 2;
  }
  const found = await readTailProfile(parsed, environment);
  if ('problem' in found) {
    stderr(`acklens experiment: ${found.problem}\n`);
    return 2;
  }
  for (const note of found.notes) stderr(`acklens experiment: ${parsed.configFile ?? 'note'}: ${note}\n`);
  let world: OpenedWorld | undefined;
  try {
    world = await environment.openWorld(found.profile, found.secrets);
    const run = parsed.cleanUp ? cleanUp : experiment;
    return await run(parsed, found.profile, world, environment);
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    stderr(`acklens experiment: ${error.message}\n`);
    return 2;
  } finally {
    await world?.close();
  }
}

async function experiment(
  args: ExperimentArguments,
  profile: ConnectionProfile,
  world: OpenedWorld,
  environment: ExperimentEnvironment,
): Promise<number> {
  const { stdout, stderr, interrupted } = environment;
  const { brokers } = await world.admin.overview();
  const usual = usualChoice(world.brokers !== undefined);
  const choice = { ...usual, ...args, settings: args.settings ?? usual.settings, faults: args.faults ?? usual.faults };
  const made = makePlan(
    choice,
    runName(world.now(), () => environment.random()),
    {
      brokers: brokers.length,
      canKill: world.brokers !== undefined,
    },
  );
  if ('problems' in made) {
    stderr(`acklens experiment: ${made.problems.join(' ')}\n`);
    return 2;
  }
  const { plan } = made;
  const left = leftOver(await world.admin.topicNames());
  if (left.length > 0)
    stderr(
      `acklens experiment: ${topics(left.length)} of earlier experiments found; --clean-up removes what is left.\n`,
    );
  stderr(
    `On ${profile.name}:\n${describePlan(plan)
      .map((sentence) => `  ${sentence}\n`)
      .join('')}`,
  );
  if (!args.yes && !(await isConfirmed(profile.name, environment))) return 2;

  const running = runExperiment(plan, world, () => undefined);
  const stop = (): void => running.cancel();
  if (interrupted.aborted) stop();
  interrupted.addEventListener('abort', stop);
  const telling = watchProgress(running.progress, stderr);
  let result: ExperimentResult;
  try {
    result = await running.done;
  } finally {
    clearInterval(telling);
    interrupted.removeEventListener('abort', stop);
    stderr('Removing the temporary topics…\n');
    const { left: kept, problem } = await removeTopics(world, running.progress().topics);
    if (kept.length > 0) stderr(`acklens experiment: ${problem} These topics are left: ${kept.join(', ')}\n`);
  }
  const context = { connection: profile.name, plan };
  if (args.format === 'json') stdout(jsonReport(result, context));
  else if (args.format === 'markdown') stdout(markdownReport(result, context));
  else stdout(experimentTable(result.trials.map(resultRow)));
  if (result.ended !== undefined) {
    stderr(`acklens experiment: ${result.ended}\n`);
    return 2;
  }
  if (result.trials.some(({ kind }) => kind === 'failed')) return 2;
  const isBroken = result.trials.some((one) => one.kind === 'measured' && one.judgement.kind === 'broken');
  return isBroken ? 1 : 0;
}

async function isConfirmed(name: string, { ask, stderr }: ExperimentEnvironment): Promise<boolean> {
  if (!ask) {
    stderr('acklens experiment: nothing was done. Add --yes to do it.\n');
    return false;
  }
  if ((await ask(`Type ${name} to start: `)).trim() === name) return true;
  stderr('acklens experiment: nothing was done.\n');
  return false;
}

async function cleanUp(
  { yes }: ExperimentArguments,
  { name }: ConnectionProfile,
  world: OpenedWorld,
  environment: ExperimentEnvironment,
): Promise<number> {
  const { stderr } = environment;
  const found = leftOver(await world.admin.topicNames());
  if (found.length === 0) {
    stderr('acklens experiment: there is no temporary topic to remove.\n');
    return 0;
  }
  stderr(`On ${name}, to be removed; an experiment that somebody is running just now would fail:\n`);
  for (const topic of found) stderr(`  ${topic.name}, made ${new Date(topic.createdAt).toISOString()}\n`);
  if (!yes && !(await isConfirmed(name, environment))) return 2;
  const names = found.map((topic) => topic.name);
  const { left, problem } = await removeTopics(world, names);
  stderr(`acklens experiment: ${topics(names.length - left.length)} removed.\n`);
  if (problem !== undefined) stderr(`acklens experiment: ${problem} These topics are left: ${left.join(', ')}\n`);
  return left.length > 0 ? 2 : 0;
}

/** Names each trial when it begins. */
function watchProgress(
  progress: ReturnType<typeof runExperiment>['progress'],
  stderr: (text: string) => void,
): ReturnType<typeof setInterval> {
  let told: string | undefined;
  return setInterval(() => {
    const { current, results } = progress();
    if (!current || current.trial.topic === told) return;
    told = current.trial.topic;
    stderr(`${results.length + 1}. ${trialTitle(current.trial)}\n`);
  }, 50);
}

const topics = (count: number): string => `${count} temporary topic${count === 1 ? '' : 's'}`;
