import { testedFaults } from '../experiment/faults';
import type { Choice } from '../experiment/plan';
import { testedSettings } from '../experiment/settings';
import type { LabChoice, LabOption } from '../protocol/lab';

/** Numbers that were not typed as such become ones that the plan refuses with its limits. */
export const choiceOf = (choice: LabChoice): Choice => ({
  settings: testedSettings.map(({ id }) => id).filter((id) => choice.settings.includes(id)),
  faults: testedFaults.map(({ id }) => id).filter((id) => choice.faults.includes(id)),
  messages: numberOf(choice.messages),
  messageBytes: numberOf(choice.messageBytes),
  requestTimeoutMs: numberOf(choice.requestTimeoutMs),
});

export const writtenChoice = (choice: Choice): LabChoice => ({
  settings: choice.settings,
  faults: choice.faults,
  messages: String(choice.messages),
  messageBytes: String(choice.messageBytes),
  requestTimeoutMs: String(choice.requestTimeoutMs),
});

export const settingOptions = (): readonly LabOption[] =>
  testedSettings.map(({ id, title, meaning }) => ({ id, title, meaning }));

export const faultOptions = (canKill: boolean): readonly LabOption[] =>
  testedFaults.map(({ id, title, meaning }) => ({
    id,
    title,
    meaning,
    ...(id === 'leader-kill' && !canKill
      ? { refusal: 'Only where the processes of the cluster are at hand, as in the demo.' }
      : {}),
  }));

const numberOf = (text: string): number => (/^\s*\d{1,9}\s*$/.test(text) ? Number(text) : Number.NaN);
