import type { RecordView } from '../kafka/model';
import { emptyRecord } from './emptyRecord';
import type { Standing } from './fingerprints';
import { newPartition, type PartitionState } from './partitionState';
import type { OpenTransaction } from './transactions';

/** One record with what the detectors need to know about its surroundings; the same object is reused. */
export interface Examined {
  partition: PartitionState;
  record: RecordView;
  producerId: number;
  batchBase: number;
  isAppendTime: boolean;
  transaction: OpenTransaction | undefined;
  standing: Standing;
  /** Running number of the record in the session. */
  serial: number;
  /** Fingerprint of key, value and headers. */
  contentHi: number;
  contentLo: number;
}

export const newExamined = (): Examined => ({
  partition: newPartition(-1, 0, 0, 0),
  record: emptyRecord(),
  producerId: -1,
  batchBase: 0,
  isAppendTime: false,
  transaction: undefined,
  standing: 'settled',
  serial: 0,
  contentHi: 0,
  contentLo: 0,
});
