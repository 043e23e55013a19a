import type { RecordView } from '../kafka/model';

/** The same record: its timestamp too. */
export const sameRecord = (a: RecordView, b: RecordView): boolean => a.timestamp === b.timestamp && sameContent(a, b);

/** Key, value and headers byte for byte. */
export const sameContent = (a: RecordView, b: RecordView): boolean =>
  sameBytes(a, b, a.keyStart, a.keyEnd, b.keyStart, b.keyEnd) &&
  sameBytes(a, b, a.valueStart, a.valueEnd, b.valueStart, b.valueEnd) &&
  sameBytes(a, b, a.headersStart, a.headersEnd, b.headersStart, b.headersEnd);

function sameBytes(a: RecordView, b: RecordView, from: number, to: number, at: number, until: number): boolean {
  if (from < 0 || at < 0) return from < 0 && at < 0;
  if (to - from !== until - at) return false;
  for (let i = 0; i < to - from; i++) if (a.bytes[from + i] !== b.bytes[at + i]) return false;
  return true;
}
