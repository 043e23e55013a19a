import type { RecordView } from '../kafka/model';

/** A view to be pointed at stored bytes. */
export const emptyRecord = (): RecordView => ({
  bytes: new Uint8Array(0),
  offset: 0,
  timestamp: -1,
  keyStart: -1,
  keyEnd: -1,
  valueStart: -1,
  valueEnd: -1,
  headersStart: 0,
  headersEnd: 0,
  headerCount: 0,
});
