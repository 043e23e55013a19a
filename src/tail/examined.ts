import type { Standing } from './fingerprints';
import { newPartition, type PartitionState } from './partitionState';
import { emptyRow, type RowFields } from './rowStore';
import { newTopic } from './topicState';
import type { OpenTransaction } from './transactions';

/** One record with what the detectors need to know about it and its surroundings; the same objects are reused. */
export interface Examined {
  partition: PartitionState;
  /** Its row as it will be appended. Its `sequence` is the record's number. */
  readonly row: RowFields;
  /** Neither identity nor sequence look at it: a redelivery. */
  isPassedOver: boolean;
  producerId: number;
  batchBase: number;
  isAppendTime: boolean;
  transaction: OpenTransaction | undefined;
  standing: Standing;
  /** Running number of the record in the session. */
  serial: number;
  /** What makes it the same message as another: its id, both, its content, or nothing, where there is too little. */
  identified: 'id' | 'id and content' | 'content' | 'nothing';
  /** Fingerprint of that. */
  hi: number;
  lo: number;
  /** Half of the fingerprint of key, value and headers. */
  contentLo: number;
  /** The stream that its number runs in, if it has a number and a stream. */
  isNumbered: boolean;
  streamHi: number;
  streamLo: number;
  /** The key's bytes, where the payload is not kept; else undefined. */
  looseKey: Uint8Array | null | undefined;
}

export const newExamined = (): Examined => ({
  partition: newPartition({ id: -1, from: 0, end: 0 }, 0, newTopic('')),
  row: emptyRow(),
  isPassedOver: false,
  producerId: -1,
  batchBase: 0,
  isAppendTime: false,
  transaction: undefined,
  standing: 'settled',
  serial: 0,
  identified: 'nothing',
  hi: 0,
  lo: 0,
  contentLo: 0,
  isNumbered: false,
  streamHi: 0,
  streamLo: 0,
  looseKey: undefined,
});
