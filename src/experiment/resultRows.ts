import { faultOf } from './faults';
import type { JudgementKind } from './judgeTrial';
import type { TrialResult } from './trialResult';

/** The columns between the trial and the judgement, with what they mean. */
export const columns: readonly { readonly title: string; readonly meaning: string }[] = [
  { title: 'Sent', meaning: 'Messages handed to the client.' },
  {
    title: 'Acknowledged',
    meaning:
      'The client reported success on a broker’s answer. With acks=0 no broker answers: “unanswered” counts what the client reported as sent all the same.',
  },
  { title: 'Lost', meaning: 'Acknowledged, and not in the topic.' },
  {
    title: 'Lost silently',
    meaning: 'Reported as sent without an answer (acks=0), and not in the topic: no error tells.',
  },
  {
    title: 'Unknown',
    meaning:
      'The client gave up with an error, and from what it knows the message may be there or not; what became of it: there / not there.',
  },
  { title: 'Failed', meaning: 'The client gave up, and the message is certainly not to be seen: refused, or aborted.' },
  { title: 'Doubled', meaning: 'Messages that are in the topic more than once.' },
  { title: 'Out of order', meaning: 'Messages whose first copy stands behind a later one.' },
  { title: 'p50 ms', meaning: 'Half of the successful messages took at most so long, from the send to the answer.' },
  { title: 'p99 ms', meaning: '99 of 100 successful messages took at most so long.' },
  { title: 'Messages/s', meaning: 'Successful messages in a second, waits for faults included.' },
];

/** One line of the table, as text. */
export interface ResultRow {
  readonly setting: string;
  readonly fault: string;
  readonly topic: string | undefined;
  /** What the setting promises; undefined where nothing was measured. */
  readonly promise: string | undefined;
  /** One for each column; empty where nothing was measured. */
  readonly cells: readonly string[];
  readonly judgement: JudgementKind | 'left-out' | 'failed';
  readonly sentence: string;
}

export function resultRow(result: TrialResult): ResultRow {
  const { setting, fault, topic } = result.trial;
  const head = { setting: setting.title, fault: faultOf(fault).title };
  if (result.kind !== 'measured') {
    const known = result.kind === 'failed' ? topic : undefined;
    return {
      ...head,
      topic: known,
      promise: undefined,
      cells: [],
      judgement: result.kind,
      sentence: result.sentence,
    };
  }
  const { counts, price, judgement, promised, note } = result;
  const cells = [
    number(counts.sent),
    counts.taken > 0 ? `${number(counts.taken)} unanswered` : number(counts.acknowledged),
    number(counts.lost),
    counts.taken > 0 || setting.client.acks === 0 ? number(counts.lostSilently) : '–',
    counts.unknown > 0
      ? `${number(counts.unknown)}: ${number(counts.unknownThere)} / ${number(counts.unknown - counts.unknownThere)}`
      : '0',
    number(counts.failed),
    number(counts.doubled),
    number(counts.outOfOrder),
    price ? time(price.p50) : '–',
    price ? time(price.p99) : '–',
    price ? number(Math.round(price.messagesPerSecond)) : '–',
  ];
  return {
    ...head,
    topic,
    promise: promised.text,
    cells,
    judgement: judgement.kind,
    sentence: [...judgement.sentences, ...(note === undefined ? [] : [note])].join(' '),
  };
}

/** In words, for a table and for ears. */
export const judgementWords: Readonly<Record<ResultRow['judgement'], string>> = {
  kept: 'nothing lost or doubled',
  allowed: 'allowed by this setting',
  broken: 'promise broken',
  'left-out': 'cannot happen',
  failed: 'not measured',
};

const number = (value: number): string => value.toLocaleString('en');
const time = (milliseconds: number): string =>
  milliseconds < 10 ? milliseconds.toFixed(1) : number(Math.round(milliseconds));
