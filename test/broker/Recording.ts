import type { KafkaError } from '../../src/kafka/errors';
import type { BatchHeader, PartitionPosition, RecordView } from '../../src/kafka/model';
import type { LogListener, ReaderHole, ReadingEvent, SkipReason, TopicFacts } from '../../src/kafka/ports';
import { readHeaders } from '../../src/kafka/readHeaders';

export interface RecordedRecord {
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: number;
  readonly key: string | null;
  readonly value: string | null;
  readonly headers: readonly string[];
}

const text = (bytes: Uint8Array, start: number, end: number): string | null =>
  start < 0 ? null : Buffer.from(bytes.subarray(start, end)).toString('utf8');

/** A listener that keeps everything. */
export class Recording implements LogListener {
  readonly facts: TopicFacts[] = [];
  readonly batches: (BatchHeader & { readonly partition: number })[] = [];
  readonly records: RecordedRecord[] = [];
  readonly holes: (ReaderHole & { readonly partition: number })[] = [];
  readonly skips: {
    readonly partition: number;
    readonly from: number;
    readonly to: number;
    readonly why: SkipReason;
  }[] = [];
  readonly positions = new Map<number, PartitionPosition>();
  readonly problems: KafkaError[] = [];
  readonly events: ReadingEvent[] = [];

  topology(facts: TopicFacts): void {
    this.facts.push(facts);
  }
  batch(partition: number, header: BatchHeader): void {
    this.batches.push({ ...header, partition });
  }
  record(partition: number, record: RecordView): void {
    this.records.push({
      partition,
      offset: record.offset,
      timestamp: record.timestamp,
      key: text(record.bytes, record.keyStart, record.keyEnd),
      value: text(record.bytes, record.valueStart, record.valueEnd),
      headers: readHeaders(record).map(({ name, value }) => `${name}=${value === null ? 'null' : Buffer.from(value)}`),
    });
  }
  hole(partition: number, hole: ReaderHole): void {
    this.holes.push({ ...hole, partition });
  }
  skip(partition: number, from: number, to: number, why: SkipReason): void {
    this.skips.push({ partition, from, to, why });
  }
  position(partition: number, position: PartitionPosition): void {
    this.positions.set(partition, position);
  }
  problem(_partition: number | undefined, error: KafkaError): void {
    this.problems.push(error);
  }

  event(event: ReadingEvent): void {
    this.events.push(event);
  }

  /** `partition:offset key=value` of every record, in order of partition and offset. */
  rows(): string[] {
    return [...this.records]
      .sort((a, b) => a.partition - b.partition || a.offset - b.offset)
      .map(({ partition, offset, key, value }) => `${partition}:${offset} ${key}=${value}`);
  }
}
