import type { TrialCounts } from './countTrial';
import type { Promised } from './promiseOf';

/**
 * `kept`: nothing happened that a user could mind; `allowed`: messages were lost, doubled or mixed up, and the setting
 * promises nothing else; `broken`: something happened that the setting promises not to.
 */
export type JudgementKind = 'kept' | 'allowed' | 'broken';

export interface Judgement {
  readonly kind: JudgementKind;
  /** What happened, in one sentence each. */
  readonly sentences: readonly string[];
}

export function judgeTrial(counts: TrialCounts, promised: Promised): Judgement {
  const happened: { readonly sentence: string; readonly isPromised: boolean }[] = [];
  const note = (count: number, isPromised: boolean, sentence: string): void => {
    if (count > 0) happened.push({ sentence, isPromised });
  };
  const { lost, lostSilently, unknown, unknownThere, failed, failedThere, doubled, copies, outOfOrder } = counts;
  note(lost, promised.keepsAcknowledged, `${messages(lost)} acknowledged and not there.`);
  note(lostSilently, false, `${messages(lostSilently)} lost without an error.`);
  note(
    doubled,
    promised.writesOnce,
    `${messages(doubled)} there more than once (${copies.toLocaleString('en')} ${copies === 1 ? 'copy' : 'copies'} too many).`,
  );
  note(outOfOrder, promised.keepsOrder, `${messages(outOfOrder)} out of order.`);
  note(
    unknown,
    false,
    `${messages(unknown)} given up with an error and an open fate: ${unknownThere} there, ${unknown - unknownThere} not.`,
  );
  note(failed - failedThere, false, `${messages(failed - failedThere)} failed with an error and not there.`);
  note(failedThere, true, `${messages(failedThere)} certainly failed and there all the same.`);
  const broken = happened.filter(({ isPromised }) => isPromised);
  if (happened.length === 0)
    return { kind: 'kept', sentences: [`All ${counts.sent.toLocaleString('en')} messages there once, in order.`] };
  // Errors that are reported are no fault of the guarantee: the application knows.
  const isMinded = lost + lostSilently + doubled + outOfOrder + unknown > 0;
  return {
    kind: broken.length > 0 ? 'broken' : isMinded ? 'allowed' : 'kept',
    sentences: happened.map(({ sentence }) => sentence),
  };
}

const messages = (count: number): string => `${count.toLocaleString('en')} message${count === 1 ? '' : 's'}`;
