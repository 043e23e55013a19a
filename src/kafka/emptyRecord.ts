import type { RecordView } from './model';

/** A view to be pointed at a record in the bytes, or at stored ones. */
export const emptyRecord = (bytes: Uint8Array = new Uint8Array(0)): RecordView => ({
  bytes,
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
