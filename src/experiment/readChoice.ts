import { type FaultId, testedFaults } from './faults';
import { type Choice, limits } from './plan';
import { type SettingId, testedSettings } from './settings';

/** What is run when nothing else is asked for. */
export function usualChoice(canKill: boolean): Choice {
  return {
    settings: testedSettings.filter(({ isSpecial }) => isSpecial === undefined).map(({ id }) => id),
    faults: testedFaults.map(({ id }) => id).filter((id) => canKill || id !== 'leader-kill'),
    messages: limits.messages.usual,
    messageBytes: limits.messageBytes.usual,
    requestTimeoutMs: limits.requestTimeoutMs.usual,
  };
}

export const isSettingId = (text: string): text is SettingId => testedSettings.some(({ id }) => id === text);
export const isFaultId = (text: string): text is FaultId => testedFaults.some(({ id }) => id === text);
