import { consumePartition, type ReadState } from '../../../../src/kafka/kafkajs/consumePartition';
import type { AbortedTransaction } from '../../../../src/kafka/kafkajs/fetchResponse';
import type { Isolation } from '../../../../src/kafka/ports';
import { Recording } from '../../../broker/Recording';

export interface ConsumeInput {
  readonly bytes: Buffer;
  readonly position?: number;
  readonly highWatermark: number;
  readonly isolation?: Isolation;
  readonly end?: number;
  readonly isFirst?: boolean;
  readonly aborted?: readonly AbortedTransaction[];
}

/** Runs the bytes of one partition through the decoder and gives what the listener was told. */
export function consume(input: ConsumeInput): {
  readonly recording: Recording;
  readonly state: Omit<ReadState, 'slot'>;
} {
  const recording = new Recording();
  const state = { slot: 0, position: input.position ?? 0, leaderEpoch: -1 };
  consumePartition(
    {
      topic: 't',
      partition: 0,
      errorCode: 0,
      highWatermark: input.highWatermark,
      lastStableOffset: input.highWatermark,
      logStart: 0,
      aborted: input.aborted ?? [],
      bytes: input.bytes,
      start: 0,
      end: input.bytes.length,
    },
    state,
    recording,
    {
      isolation: input.isolation ?? 'read_uncommitted',
      end: input.end ?? Number.POSITIVE_INFINITY,
      isFirst: input.isFirst ?? false,
    },
  );
  const { position, leaderEpoch } = state;
  return { recording, state: { position, leaderEpoch } };
}
