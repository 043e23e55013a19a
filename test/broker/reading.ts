import { createKafkaJsReader, type ReaderOptions } from '../../src/kafka/kafkajs/reader';
import type { LogReader, ReadRequest } from '../../src/kafka/ports';
import type { KafkaCluster } from '../kafka/KafkaCluster';
import { Recording } from './Recording';

export const profileOf = (bootstrapServers: readonly string[]) => ({ id: 'test', name: 'test', bootstrapServers });

export const openReader = (cluster: KafkaCluster, options?: ReaderOptions): LogReader =>
  createKafkaJsReader(profileOf(cluster.bootstrapServers()), options);

/** Reads to the end as it is now, and gives what the listener was told. */
export async function readAll(
  cluster: KafkaCluster,
  topic: string,
  request: Partial<ReadRequest> = {},
): Promise<Recording> {
  const reader = openReader(cluster);
  const recording = new Recording();
  try {
    const whole: ReadRequest = {
      topic,
      start: { kind: 'beginning' },
      isolation: 'read_uncommitted',
      stopAtEnd: true,
      ...request,
    };
    await (await reader.read(whole, recording)).done;
  } finally {
    await reader.close();
  }
  return recording;
}

/** Waits for something to become true; fails with `what` after the time is up. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  timeoutMs = 20_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`It did not happen within ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
