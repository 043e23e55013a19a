import { visibleText } from '../../src/base/visibleText';
import type { StartPosition, TailSnapshot } from '../../src/protocol/tail';
import { countOf, formatCount } from './formatCount';
import { formatFullTime } from './formatTime';

/** What the reading does now. */
export function phaseText(snapshot: TailSnapshot): string {
  const { phase, rate, counters } = snapshot;
  const read = countOf(counters.records, 'record');
  switch (phase) {
    case 'connecting':
      return 'Connecting…';
    case 'reading': {
      const behind = recordsToGo(snapshot);
      const ahead = behind > 0 ? `, ${formatCount(behind)} to go` : '';
      return `Reading · ${read} · ${formatCount(rate)}/s${ahead}`;
    }
    case 'paused':
      return `Reading paused · ${read}`;
    case 'stopped':
      return `Stopped · ${read}`;
    case 'ended':
      return `${endReason(snapshot)} · ${read}`;
    case 'failed':
      return `Failed · ${read}`;
  }
}

function endReason({ options, counters }: TailSnapshot): string {
  if (options.maxMessages !== undefined && counters.records >= options.maxMessages) return 'Stopped at the limit';
  return options.stopAtEnd ? 'Read to the end' : 'Ended';
}

/** For a tail that reads no more: why there is nothing to follow. */
export function whyNotLive(snapshot: TailSnapshot): string {
  return `${overReason(snapshot)}: no newer records will come. Restart reads again.`;
}

function overReason(snapshot: TailSnapshot): string {
  if (snapshot.phase === 'ended') return endReason(snapshot);
  return snapshot.phase === 'failed' ? 'Reading failed' : 'Reading was stopped';
}

/** Offsets between the reader and the high watermarks; the last of them may hold no record. */
const recordsToGo = (snapshot: TailSnapshot): number =>
  snapshot.positions.reduce((sum, { next, highWatermark }) => sum + Math.max(0, highWatermark - next), 0);

/** Once for a view with room, and once in few words for half an editor. */
export interface SizedText {
  readonly long: string;
  readonly short: string;
}

const noText: SizedText = { long: '', short: '' };

/** A slow topic shows rows before there are enough of them to find the rules in. */
export const hasRules = ({ counters: { sequence } }: TailSnapshot): boolean =>
  sequence.rule === 'none' || sequence.scope !== 'none';

/** How far back a duplicate is still recognised; never a promise beyond that. */
export function horizonText(snapshot: TailSnapshot): SizedText {
  const { horizon, records, identity } = snapshot.counters;
  if (records === 0 || !hasRules(snapshot)) return noText;
  if (identity.rule === 'none')
    return { long: 'Of duplicates only batches written twice are recognised', short: 'Horizon: batches only' };
  if (horizon.records >= records)
    return { long: `Duplicates recognised within all ${countOf(records, 'record')} read`, short: 'Horizon: all read' };
  return {
    long: `Duplicates recognised within the last ${countOf(horizon.records, 'record')}`,
    short: `Horizon: last ${formatCount(horizon.records)}`,
  };
}

/** Says that the view no longer holds everything; empty while it does. */
export function boundText({ memory: { firstRow, endRow }, bounds }: TailSnapshot): SizedText {
  if (firstRow === 0) return noText;
  const kept = formatCount(endRow - firstRow);
  return {
    long: `The view keeps the last ${kept} rows (limit ${formatCount(bounds.maxRows)}); ${countOf(firstRow, 'earlier row')} left memory, still in Kafka`,
    short: `In memory: last ${kept} rows`,
  };
}

/** How copies of a message are recognised. */
export function identityText(snapshot: TailSnapshot): string {
  const { rule, hitRate } = snapshot.counters.identity;
  if (!hasRules(snapshot)) return 'id: not known yet';
  return rule === 'none' ? 'no message id' : `id: ${visibleText(rule)} ${percent(hitRate)}`;
}

/** How gaps are recognised. */
export function sequenceText(snapshot: TailSnapshot): string {
  const { rule, scope, hitRate } = snapshot.counters.sequence;
  if (!hasRules(snapshot)) return 'sequence: not known yet';
  return rule === 'none' ? 'no sequence' : `sequence: ${visibleText(rule)} by ${scope} ${percent(hitRate)}`;
}

const percent = (share: number): string => `(${Math.floor(share * 100)} %)`;

/** For a view without rows: what is going on, and what would change it. */
export function emptyText(snapshot: TailSnapshot): string {
  const others = snapshot.options.moreTopics?.length ?? 0;
  const topic = visibleText(snapshot.options.topic) + (others > 0 ? ` and ${countOf(others, 'other topic')}` : '');
  const from = startText(snapshot.options.start);
  const { filter, memory } = snapshot;
  if (filter && memory.endRow > memory.firstRow)
    return filter.scanned < filter.total
      ? 'Looking for rows that match the filter…'
      : `No row matches the filter: ${countOf(filter.total, 'row')} hidden.`;
  switch (snapshot.phase) {
    case 'connecting':
      return `Connecting to ${visibleText(snapshot.connection)}…`;
    case 'reading':
      return `No records yet. Reading ${from} of ${topic}…`;
    case 'paused':
      return `No records yet. Reading ${from} of ${topic} is paused.`;
    case 'stopped':
      return `Stopped before a record came. Restart reads ${from} of ${topic}.`;
    case 'ended':
      return `No records ${from} of ${topic}.`;
    case 'failed':
      return `Nothing could be read from ${topic}.`;
  }
}

function startText(start: StartPosition): string {
  switch (start.kind) {
    case 'beginning':
      return 'from the beginning';
    case 'end':
      return 'from the end';
    case 'offset':
      return start.partition === undefined
        ? `from offset ${start.offset}`
        : `from offset ${start.offset} in partition ${start.partition}`;
    case 'timestamp':
      return `from ${formatFullTime(start.timestamp)}`;
    case 'last':
      return `the last ${countOf(start.count, 'record')}`;
    case 'group':
      return `from the committed offsets of group ${start.group}`;
  }
}
