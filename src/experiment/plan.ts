import type { FaultId } from './faults';
import { faultOf, notApplicable } from './faults';
import { leastMessageBytes } from './message';
import { type SettingId, settingOf, type TestedSetting } from './settings';
import { topicName, topicPrefix } from './topicName';

/** What the user has chosen. */
export interface Choice {
  readonly settings: readonly SettingId[];
  readonly faults: readonly FaultId[];
  /** Messages of each trial. */
  readonly messages: number;
  readonly messageBytes: number;
  /** How long the client waits for an answer. */
  readonly requestTimeoutMs: number;
}

/** What the cluster has to say about the plan. */
export interface ClusterFacts {
  readonly brokers: number;
  /** Its processes are at hand. */
  readonly canKill: boolean;
}

export interface PlannedTrial {
  readonly setting: TestedSetting;
  readonly fault: FaultId;
  readonly topic: string;
  /** One sentence where it is left out. */
  readonly leftOut: string | undefined;
}

export interface Plan {
  readonly run: string;
  readonly choice: Choice;
  readonly trials: readonly PlannedTrial[];
  readonly replication: number;
  readonly minInSync: number;
  readonly batch: number;
  readonly transactionSends: number;
  /** Which requests a fault strikes. */
  readonly strikes: readonly number[];
  readonly totals: PlanTotals;
}

export interface PlanTotals {
  readonly topics: number;
  readonly messages: number;
  /** Of values, without what retries write again and without the copies of replicas. */
  readonly bytes: number;
  readonly seconds: number;
}

export const limits = {
  messages: { least: 50, most: 20_000, usual: 500 },
  messageBytes: { least: leastMessageBytes, most: 10_000, usual: 200 },
  requestTimeoutMs: { least: 200, most: 30_000, usual: 1_000 },
} as const;

/** How messages are gathered: as many sends as strikes and lanes need, and no more than a request holds well. */
const batch = 10;
const transactionSends = 5;

/** Reads a choice into a plan, or says what is wrong with it, a sentence each. */
export function makePlan(
  choice: Choice,
  run: string,
  { brokers, canKill }: ClusterFacts,
): { readonly plan: Plan } | { readonly problems: readonly string[] } {
  const problems = [
    ...(choice.settings.length === 0 ? ['Choose at least one setting.'] : []),
    ...(choice.faults.length === 0 ? ['Choose at least one network.'] : []),
    ...(choice.faults.includes('leader-kill') && !canKill
      ? ['A leader can be killed only where the processes of the cluster are at hand, as in the demo.']
      : []),
    ...(choice.faults.includes('leader-kill') && canKill && brokers < 3
      ? ['Killing a leader needs three brokers: fewer could not elect another.']
      : []),
    ...outside('messages', 'The number of messages', choice.messages),
    ...outside('messageBytes', 'The size of a message in bytes', choice.messageBytes),
    ...outside('requestTimeoutMs', 'The request timeout in ms', choice.requestTimeoutMs),
  ];
  if (problems.length > 0) return { problems };
  const trials = choice.settings.flatMap((id) =>
    choice.faults.map((fault): PlannedTrial => {
      const setting = settingOf(id);
      return { setting, fault, topic: topicName(run, id, fault), leftOut: notApplicable(setting, fault) };
    }),
  );
  const running = trials.filter(({ leftOut }) => leftOut === undefined);
  if (running.length === 0) return { problems: ['None of these faults can strike these settings.'] };
  const sends = Math.ceil(choice.messages / batch);
  const strikes = [...new Set([0.25, 0.5, 0.75].map((part) => Math.max(1, Math.ceil(sends * part))))];
  const replication = Math.min(3, Math.max(1, brokers));
  return {
    plan: {
      run,
      choice,
      trials,
      replication,
      minInSync: Math.max(1, replication - 1),
      batch,
      transactionSends,
      strikes,
      totals: {
        topics: running.length,
        messages: running.length * choice.messages,
        bytes: running.length * choice.messages * choice.messageBytes,
        seconds: Math.ceil(running.reduce((sum, trial) => sum + secondsOf(trial, choice, strikes.length), 0)),
      },
    },
  };
}

/** The plan in a sentence each, for a person who is about to say yes. */
export function describePlan({ choice, totals, replication, minInSync, trials }: Plan): readonly string[] {
  const { topics, messages, bytes, seconds } = totals;
  const isKilling = trials.some(({ fault, leftOut }) => fault === 'leader-kill' && leftOut === undefined);
  const waiting = trials.filter(({ leftOut }) => leftOut !== undefined).length;
  return [
    `Creates ${topics} temporary topic${topics === 1 ? '' : 's'} with one partition each, replication factor ${replication} and min.insync.replicas ${minInSync}, named ${topicPrefix}…`,
    `Writes ${messages.toLocaleString('en')} messages of ${choice.messageBytes} bytes, ${sizeOf(bytes)} before retries and replication, and reads them back.`,
    `Takes about ${durationOf(seconds)}. Nothing else on the cluster is touched, and the topics are removed afterwards; whatever happens, their records expire after a day.`,
    ...(waiting > 0
      ? [`${waiting} of the combinations cannot happen and ${waiting === 1 ? 'is' : 'are'} left out.`]
      : []),
    ...(isKilling ? ['Kills the process of a broker once for each setting, and starts it again.'] : []),
  ];
}

/** Making and removing a topic, connecting, and the waits that a fault causes; sends themselves are a trifle. */
function secondsOf({ fault, setting }: PlannedTrial, { messages, requestTimeoutMs }: Choice, strikes: number): number {
  const aSecond = setting.client.kind === 'transactional' ? 200 : setting.client.inFlight > 1 ? 3_000 : 1_500;
  const base = 1 + messages / aSecond;
  switch (fault) {
    case 'swallow':
    case 'late':
      return base + strikes * (requestTimeoutMs / 1_000 + 0.2);
    case 'leader-kill':
      return base + 35;
    case 'none':
    case 'cut-before':
    case 'cut-after':
      return base + (fault === 'none' ? 0 : strikes * 0.2);
  }
}

function outside(name: keyof typeof limits, what: string, value: number): string[] {
  const { least, most } = limits[name];
  return Number.isInteger(value) && value >= least && value <= most
    ? []
    : [`${what} must be a whole number from ${least.toLocaleString('en')} to ${most.toLocaleString('en')}.`];
}

function sizeOf(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

const durationOf = (seconds: number): string =>
  seconds < 90 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;

/** For a table: `acks=1 · answer swallowed`. */
export const trialTitle = ({ setting, fault }: Pick<PlannedTrial, 'setting' | 'fault'>): string =>
  `${setting.title} · ${faultOf(fault).title}`;
