import { setTimeout as sleep } from 'node:timers/promises';
import { KafkaError } from '../errors';

/**
 * The controller answers before every broker has heard of the change (before Kafka 4.1 up to half a second, KIP-1166), and the
 * tree asks some broker. Gives up silently, also when that broker goes away: the change is made, and the next refresh shows it.
 */
export async function untilHeard(isHeard: () => Promise<boolean>): Promise<void> {
  for (let pauseMs = 20; pauseMs < 2_000; pauseMs *= 2) {
    const heard = await isHeard().catch((error: unknown) => {
      if (error instanceof KafkaError) return undefined;
      throw error;
    });
    if (heard !== false) return;
    await sleep(pauseMs);
  }
}
