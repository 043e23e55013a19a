import type { RecordView } from '../kafka/model';
import type { Standing } from './fingerprints';
import type { PartitionState } from './partitionState';
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
