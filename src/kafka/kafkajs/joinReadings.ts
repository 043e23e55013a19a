import { KafkaError } from '../errors';
import type { LogListener, LogReading } from '../ports';

/**
 * Several topics read as one. A topic that cannot be read any more is told and left out; the whole fails with the first
 * failure when none is left.
 */
export function joinReadings(readings: readonly LogReading[], listener: LogListener): LogReading {
  const [only] = readings;
  if (only && readings.length === 1) return only;
  let failed = 0;
  const each = readings.map(async ({ done }) => {
    try {
      await done;
    } catch (error) {
      failed += 1;
      if (!(error instanceof KafkaError) || failed === readings.length) throw error;
      listener.problem(undefined, error);
    }
  });
  const stop = async (): Promise<void> => {
    await Promise.all(readings.map((reading) => reading.stop()));
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
      for (const reading of readings) reading.pause(paused);
    },
    stop,
  };
}
