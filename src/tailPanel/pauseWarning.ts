import type { Pause } from './debugTimeline';
import { spanText } from './debugTimeline';

/** How long a group waits for the next poll of a member, and where that is written. */
export interface PollInterval {
  readonly milliseconds: number;
  /** `consumer.properties:4`; undefined for the default of the clients. */
  readonly from: string | undefined;
}

/**
 * Java's and librdkafka's default alike. https://kafka.apache.org/documentation/#consumerconfigs_max.poll.interval.ms,
 * https://github.com/confluentinc/librdkafka/blob/master/CONFIGURATION.md
 */
export const defaultPollInterval: PollInterval = { milliseconds: 300_000, from: undefined };

/** One sentence once a pause is longer than the group waits; undefined before. */
export function pauseWarning(pause: Pause, { milliseconds, from }: PollInterval, now: number): string | undefined {
  const long = now - pause.since;
  if (long <= milliseconds) return undefined;
  const place = pause.place === undefined ? '' : ` at ${pause.place}`;
  const source = from === undefined ? 'the default, as no consumer of the workspace sets it' : `from ${from}`;
  // Only a client whose other threads run keeps up its heartbeats.
  const heartbeats = pause.holdsAll
    ? ' All threads stand still, heartbeats too: the group may have given the consumer up earlier, after session.timeout.ms.'
    : '';
  return `The debugger has paused${place} for more than ${spanText(milliseconds)} (max.poll.interval.ms=${milliseconds}, ${source}): a rebalance is to be expected, and what was read and not committed is delivered again.${heartbeats}`;
}
