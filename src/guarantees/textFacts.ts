import { findSetting, type Unit } from '../config/unit';
import { numberOf, valueText } from './effective';

/** What the units of one text say about each other. */
export interface TextFacts {
  /** A producer with a transactional id, or Streams with exactly-once. */
  readonly transactions: boolean;
  /** The one Connect worker of the text, where there is exactly one. */
  readonly worker: Unit | undefined;
  /** A topic or broker asks for two or more replicas in sync. */
  readonly minIsrAboveOne: boolean;
}

export function textFacts(units: readonly Unit[]): TextFacts {
  const workers = units.filter((unit) => unit.role === 'connectWorker');
  return {
    transactions: units.some(isTransactional),
    worker: workers.length === 1 ? workers[0] : undefined,
    minIsrAboveOne: units.some((unit) => {
      // The command that makes a topic says nothing about what other commands and programs write to.
      if (unit.surface === 'shell') return false;
      const minimum = /^(?:topic|broker)$/.test(unit.role) ? findSetting(unit, 'min.insync.replicas') : undefined;
      const least = minimum ? numberOf(minimum) : 'unknown';
      return typeof least === 'number' && least >= 2;
    }),
  };
}

function isTransactional(unit: Unit): boolean {
  if (/^exactly_once/.test(valueText(findSetting(unit, 'processing.guarantee')) ?? '')) return true;
  const id = findSetting(unit, 'transactional.id');
  if (unit.role !== 'producer' || !id) return false;
  return !id.value.known || id.value.text !== '';
}
