import type { Buffer } from 'node:buffer';
import type { AttemptEnd } from '../../trial';
import { readBatchHeader, readRecords, recordBatchOverhead } from '../recordBatch';
import { WireReader } from '../WireReader';

/** What is needed of a Produce request that kafkajs has encoded: versions 3 to 7, one topic, one partition. */
export interface ProduceFrame {
  readonly correlationId: number;
  /** 0 asks for no answer. */
  readonly acks: number;
  readonly values: readonly Uint8Array[];
}

const produceKey = 0;

/** Undefined where the frame is another request. Throws DamagedData or RangeError where it contradicts itself. */
export function readProduceFrame(frame: Buffer): ProduceFrame | undefined {
  if (frame.length < 12 || frame.readInt16BE(4) !== produceKey) return undefined;
  const version = frame.readInt16BE(6);
  if (version < 3 || version > 7) return undefined;
  const correlationId = frame.readInt32BE(8);
  const clientId = Math.max(0, frame.readInt16BE(12));
  const body = new WireReader(frame.subarray(14 + clientId), false);
  body.nullableString();
  const acks = body.int16();
  body.int32();
  const batches = body.array(() => {
    body.string();
    return body.array(() => {
      body.int32();
      return body.bytes32();
    });
  });
  return { correlationId, acks, values: batches.flat().flatMap((batch) => valuesOf(batch)) };
}

function valuesOf(batch: Buffer): Uint8Array[] {
  const header = readBatchHeader(batch, 0, batch.length);
  const values: Uint8Array[] = [];
  readRecords(
    header,
    batch.subarray(recordBatchOverhead),
    0,
    Number.POSITIVE_INFINITY,
    (record) => {
      if (record.valueStart >= 0) values.push(record.bytes.slice(record.valueStart, record.valueEnd));
    },
    { next: 0 },
  );
  return values;
}

/** Of an answer with its size in front. */
export const correlationIdOf = (frame: Buffer): number => (frame.length < 8 ? -1 : frame.readInt32BE(4));

/** What the answer to a Produce request says; versions 3 to 7 begin alike. */
export function readProduceAnswer(frame: Buffer): AttemptEnd {
  const body = new WireReader(frame.subarray(8), false);
  if (body.arrayLength() < 1) return { kind: 'refused', code: -1, certain: false };
  body.string();
  if (body.arrayLength() < 1) return { kind: 'refused', code: -1, certain: false };
  body.int32();
  const code = body.int16();
  // The broker has the batch already and says so where it no longer knows at which offset.
  if (code === 0 || code === duplicateSequence) return { kind: 'written' };
  return { kind: 'refused', code, certain: !afterTheWrite.has(code) };
}

const duplicateSequence = 46;

/**
 * Told when the leader had written, or may have: unexpected error, leader lost while it waited, timed out, too few
 * replicas afterwards, disk error. See produceBatch.ts.
 */
const afterTheWrite: ReadonlySet<number> = new Set([-1, 6, 7, 13, 20, 56]);
