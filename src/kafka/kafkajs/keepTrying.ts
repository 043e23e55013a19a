import { setTimeout as sleep } from 'node:timers/promises';
import { KafkaError, type KafkaErrorKind } from '../errors';
import { backoffMs } from './PartitionReading';

/** Long enough for an election and for a broker that restarts; Java's producer waits 2 minutes. */
export const patienceMs = 30_000;

const passing: ReadonlySet<KafkaErrorKind> = new Set(['unavailable', 'disconnected', 'timeout']);

/** Tries again what fails for a reason that may pass, for 30 s or until `signal`; for what can be asked twice without harm. */
export async function keepTrying<T>(attempt: () => Promise<T>, signal: AbortSignal): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (let failures = 1; ; failures++) {
    try {
      return await attempt();
    } catch (error) {
      const mayPass = error instanceof KafkaError && passing.has(error.kind);
      if (!mayPass || signal.aborted || Date.now() + backoffMs(failures) > deadline) throw error;
      await sleep(backoffMs(failures));
    }
  }
}
