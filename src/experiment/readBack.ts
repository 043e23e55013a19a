import type { LogListener, LogReader } from '../kafka/ports';
import type { ReadLog } from './countTrial';
import type { MessageMaker } from './message';

export interface ReadBackRequest {
  readonly topic: string;
  /** True reads as a consumer with isolation.level=read_committed. */
  readonly committedOnly: boolean;
  readonly count: number;
  readonly maker: MessageMaker;
  sleep(milliseconds: number): Promise<void>;
}

/**
 * Reads the whole topic without a group. The marker of a commit is written after the commit is acknowledged, so reading
 * committed records waits until no transaction is open; of one that nobody ends, the broker's time-out makes an end.
 */
export async function readBack(reader: LogReader, request: ReadBackRequest): Promise<ReadLog> {
  for (let waits = 0; ; waits++) {
    const { log, isWhole } = await readOnce(reader, request);
    if (isWhole || waits >= mostWaits) return log;
    await request.sleep(pauseMs);
  }
}

/** Longer than a transaction of a trial may stay open. */
const mostWaits = 120;
const pauseMs = 250;

async function readOnce(
  reader: LogReader,
  { topic, committedOnly, count, maker }: ReadBackRequest,
): Promise<{ readonly log: ReadLog; readonly isWhole: boolean }> {
  const numbers: number[] = [];
  let hidden = 0;
  let isWhole = true;
  let failure: unknown;
  const listener: LogListener = {
    topology: () => undefined,
    batch: () => undefined,
    record: (_partition, { bytes, valueStart, valueEnd }) => {
      const n = valueStart < 0 ? undefined : maker.numberOf(bytes.subarray(valueStart, valueEnd));
      if (n !== undefined && n >= 1 && n <= count) numbers.push(n);
    },
    hole: (_partition, { reason, from, to }) => {
      if (reason === 'aborted') hidden += to - from + 1;
    },
    skip: () => undefined,
    position: (_partition, { lastStableOffset, highWatermark }) => {
      isWhole = !committedOnly || lastStableOffset >= highWatermark;
    },
    problem: (_partition, error) => {
      failure = error;
    },
    event: () => undefined,
  };
  const isolation = committedOnly ? 'read_committed' : 'read_uncommitted';
  const reading = await reader.read({ topic, start: { kind: 'beginning' }, isolation, stopAtEnd: true }, listener);
  await reading.done;
  // A problem that passed left nothing out; one with a record in it would make a count of nothing.
  if (failure !== undefined && numbers.length === 0) throw failure;
  return { log: { numbers, hidden }, isWhole };
}
