import { setImmediate as nextTurn } from 'node:timers/promises';
import { KafkaError } from '../errors';
import type { LogListener, LogReading } from '../ports';

export interface NamedReading {
  readonly topic: string;
  readonly reading: LogReading;
}

/**
 * Several topics read as one. A topic that cannot be read any more is told and left out; the whole fails with the last
 * failure when none is left.
 */
export function joinReadings(readings: readonly NamedReading[], listener: LogListener): LogReading {
  const [only] = readings;
  if (only && readings.length === 1) return only.reading;
  let failed = 0;
  const each = readings.map(async ({ topic, reading: { done } }) => {
    try {
      await done;
    } catch (error) {
      failed += 1;
      if (!(error instanceof KafkaError) || failed === readings.length) throw error;
      listener.problem(undefined, error, topic);
    }
  });
  const stop = async (): Promise<void> => {
    await Promise.all(readings.map(({ reading }) => reading.stop()));
  };
  const finish = async (): Promise<void> => {
    try {
      await Promise.all(each);
    } finally {
      await stop();
    }
  };
  return {
    done: finish(),
    pause(paused) {
      for (const { reading } of readings) reading.pause(paused);
    },
    stop,
  };
}

/** In the place of a topic that could not be found: fails as soon as the caller has what it is joined into. */
export function refusedReading(error: unknown): LogReading {
  const fail = async (): Promise<void> => {
    await nextTurn();
    throw error;
  };
  return { done: fail(), pause: () => undefined, stop: async () => undefined };
}
