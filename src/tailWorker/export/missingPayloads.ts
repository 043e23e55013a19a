import type { Content } from '../../tail/redactRecord';
import type { OffsetRange, RangeSeen, RecordSeen } from '../readRange';

/** Offsets between two wanted ones that are read along rather than asked for apart. */
const MAX_BETWEEN = 200;
/** What one question may bring: {@link RangeSeen} holds no more records. */
const MAX_SPAN = 1000;

export interface WantedRecord {
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: number;
}

type Place = Pick<WantedRecord, 'partition' | 'offset'>;

/** Payloads that have left memory, read from the broker once more: few questions for many records. */
export class MissingPayloads {
  private readonly readRange: (range: OffsetRange, limit: number) => Promise<RangeSeen>;
  private found = new Map<string, RecordSeen>();
  private asked = new Set<string>();

  constructor(readRange: MissingPayloads['readRange']) {
    this.readRange = readRange;
  }

  forget(): void {
    this.found = new Map();
    this.asked = new Set();
  }

  /** Each record is asked for once. */
  async fetch(wanted: readonly WantedRecord[]): Promise<void> {
    const fresh = wanted.filter((place) => !this.asked.has(nameOf(place)));
    for (const place of fresh) this.asked.add(nameOf(place));
    const answers = rangesOf(fresh).map(async (range) => {
      const { records } = await this.readRange(range, Number.MAX_SAFE_INTEGER);
      for (const record of records) this.found.set(nameOf({ ...range, offset: record.offset }), record);
    });
    await Promise.all(answers);
  }

  /** Undefined where the broker has it no more, or has another record at its place. */
  get(place: WantedRecord): Content | undefined {
    const record = this.found.get(nameOf(place));
    return record?.timestamp === place.timestamp ? record : undefined;
  }
}

function rangesOf(wanted: readonly WantedRecord[]): readonly OffsetRange[] {
  const sorted = wanted.toSorted((a, b) => a.partition - b.partition || a.offset - b.offset);
  const ranges: { partition: number; from: number; to: number }[] = [];
  for (const { partition, offset } of sorted) {
    const last = ranges.at(-1);
    if (last?.partition === partition && offset - last.to <= MAX_BETWEEN && offset - last.from < MAX_SPAN)
      last.to = offset;
    else ranges.push({ partition, from: offset, to: offset });
  }
  return ranges;
}

const nameOf = ({ partition, offset }: Place): string => `${partition}:${offset}`;
