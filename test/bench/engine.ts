/**
 * Speed and memory of the analysis alone, against the plainest thing that finds duplicates: a Map from the message id as
 * a string to its offset. Prints and asserts nothing.
 *
 *     node --expose-gc --import tsx test/bench/engine.ts [messages] [keys] [alone]
 *
 * The full run is 10,000,000 messages with 1,000,000 keys and wants --max-old-space-size=8000 for the Map; `alone` leaves the
 * Map out and runs the most demanding rules only.
 */
import type { BatchHeader, RecordView } from '../../src/kafka/model';
import { createTailSession } from '../../src/tail/createTailSession';

const messages = Number(process.argv[2] ?? 1_000_000);
const keys = Number(process.argv[3] ?? Math.max(1, messages / 10));
const PARTITIONS = 6;
const BATCH = 100;
const VALUE_BYTES = 100;

interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
}

async function measure(run: () => unknown): Promise<Measured> {
  await collect();
  const before = used();
  const started = process.cpuUsage().user;
  const kept = run();
  // CPU time of this process: wall time says more about the neighbours than about us.
  const seconds = (process.cpuUsage().user - started) / 1e6;
  await collect();
  const megabytes = (used() - before) / (1 << 20);
  if (kept === undefined) throw new Error('Nothing was kept alive to be measured.');
  return { seconds, megabytes };
}

/** Buffers are freed in the background, so once is not enough. Without --expose-gc the figures of memory mean little. */
async function collect(): Promise<void> {
  for (let i = 0; i < 3; i++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const used = (): number => {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

const KEY_BYTES = 12;
/** Key and value, and in between as much as the record format puts there. */
const RECORD_BYTES = 8 + KEY_BYTES + VALUE_BYTES;

/** Writes messages `{"id":...,"seq":...}` side by side, as a batch holds them: with a key of their own and a number that runs per key. */
class Generator {
  /** Two batches in turn: the bytes of one stay as they are while the next is made. */
  private readonly batches = [0, 1].map(() => {
    const bytes = new Uint8Array(BATCH * RECORD_BYTES).fill(0x20);
    for (let j = 0; j < BATCH; j++) bytes.set(this.template, j * RECORD_BYTES + 8);
    return bytes;
  });
  readonly view: RecordView = {
    bytes: new Uint8Array(0),
    offset: 0,
    timestamp: 0,
    keyStart: 0,
    keyEnd: 0,
    valueStart: 0,
    valueEnd: 0,
    headersStart: 0,
    headersEnd: 0,
    headerCount: 0,
  };

  private get template(): Uint8Array {
    return new TextEncoder().encode('order-000000{"id":"000000000000","seq":00000000}');
  }

  batch(i: number): void {
    const bytes = this.batches[(i / BATCH) % 2] ?? new Uint8Array(0);
    this.view.bytes = bytes;
    for (let j = 0; j < BATCH; j++) {
      const at = j * RECORD_BYTES + 8;
      digits(bytes, at + 6, 6, (i + j) % keys);
      digits(bytes, at + 19, 12, i + j);
      digits(bytes, at + 39, 8, Math.floor((i + j) / keys) + 1);
    }
  }

  /** Points the view at record j of the batch. */
  record(i: number, j: number): void {
    const { view } = this;
    const at = j * RECORD_BYTES + 8;
    view.timestamp = 1_700_000_000_000 + i + j;
    view.keyStart = at;
    view.keyEnd = at + KEY_BYTES;
    view.valueStart = at + KEY_BYTES;
    view.valueEnd = at + KEY_BYTES + VALUE_BYTES;
    view.headersStart = view.valueEnd;
    view.headersEnd = view.valueEnd;
  }
}

function digits(bytes: Uint8Array, at: number, width: number, value: number): void {
  let rest = value;
  for (let i = at + width - 1; i >= at; i--) {
    bytes[i] = 48 + (rest % 10);
    rest = Math.floor(rest / 10);
  }
}

const header = (baseOffset: number, i: number): BatchHeader => ({
  baseOffset,
  lastOffsetDelta: BATCH - 1,
  sizeInBytes: 61 + BATCH * (VALUE_BYTES + 20),
  magic: 2,
  crc: Math.imul(i, 0x9e3779b1) >>> 0,
  leaderEpoch: 0,
  codec: 'none',
  timestampType: 'create',
  baseTimestamp: 1_700_000_000_000 + i,
  maxTimestamp: 1_700_000_000_000 + i + BATCH,
  producerId: -1,
  producerEpoch: -1,
  baseSequence: -1,
  recordCount: BATCH,
  isTransactional: false,
  control: undefined,
});

/** Keys stay in their partition: key k lives in partition k / BATCH mod PARTITIONS. */
function generate(
  batch: (partition: number, header: BatchHeader) => void,
  record: (partition: number, view: RecordView) => void,
) {
  const generator = new Generator();
  const ends = new Array<number>(PARTITIONS).fill(0);
  for (let i = 0; i < messages; i += BATCH) {
    const partition = Math.floor((i % keys) / BATCH) % PARTITIONS;
    const base = ends[partition] ?? 0;
    batch(partition, header(base, i));
    generator.batch(i);
    for (let j = 0; j < BATCH; j++) {
      generator.record(i, j);
      generator.view.offset = base + j;
      record(partition, generator.view);
    }
    ends[partition] = base + BATCH;
  }
}

async function engine(
  name: string,
  identity: Parameters<typeof createTailSession>[0]['identity'],
  withSequence: boolean,
): Promise<void> {
  const session = createTailSession({
    identity,
    sequence: withSequence ? { kind: 'json', path: 'seq', scope: 'key' } : { kind: 'none' },
    graceMs: 2_000,
    maxRows: 250_000,
    maxPayloadBytes: 64 << 20,
  });
  const end = messages / PARTITIONS;
  session.topology({
    topic: 'bench',
    isCompacted: false,
    partitions: Array.from({ length: PARTITIONS }, (_, id) => ({ id, from: 0, end })),
  });
  let read = 0;
  let quarter = 0;
  const started = process.cpuUsage().user;
  const measured = await measure(() => {
    generate(
      (partition, batch) => {
        session.batch(partition, batch);
        read += batch.recordCount;
        if (read === messages / 4) quarter = (process.cpuUsage().user - started) / 1e6 - making / 4;
      },
      (partition, view) => session.record(partition, view),
    );
    session.settle();
    return session;
  });
  const { duplicates, gaps, horizon, sequence } = session.counters();
  const seconds = measured.seconds - making;
  print(name, { ...measured, seconds });
  // 1 = linear: four times the messages take four times as long as the first quarter did.
  const exponent = Math.log(seconds / quarter) / Math.log(4);
  console.log(
    `    duplicates ${duplicates.total}, gaps ${gaps.confirmed + gaps.open + gaps.unverifiable}, sequence ${sequence.scope}, ` +
      `horizon ${horizon.records}, time grows as the number to the power of ${exponent.toFixed(2)}`,
  );
}

function print(name: string, { seconds, megabytes }: Measured): void {
  const rate = messages / seconds / 1e6;
  const against =
    baseline && baseline.seconds > 0
      ? `${(seconds / baseline.seconds).toFixed(2)}x time, ${(megabytes / baseline.megabytes).toFixed(2)}x memory`
      : 'the measure';
  console.log(
    `${name.padEnd(34)} ${rate.toFixed(2)} M messages/s  ${megabytes.toFixed(0).padStart(5)} MiB  ${against}`,
  );
}

let baseline: Measured | undefined;
let making = 0;

async function main(): Promise<void> {
  console.log(`${messages} messages of ${VALUE_BYTES} bytes, ${keys} keys, ${PARTITIONS} partitions`);
  const isAlone = process.argv[4] === 'alone';
  const decoder = new TextDecoder();
  // A Map holds 2^24 entries at most; the full run stays below it.
  const seen = new Map<string, number>();
  let doubles = 0;
  const doubly = await measure(() => {
    if (isAlone) return seen;
    generate(
      () => {},
      (partition, view) => {
        const id = `${partition}:${decoder.decode(view.bytes.subarray(view.keyStart, view.keyEnd))}:${decoder.decode(view.bytes.subarray(view.valueStart, view.valueEnd))}`;
        if (seen.has(id)) doubles += 1;
        else seen.set(id, view.offset);
      },
    );
    return seen;
  });
  const made = await measure(() => {
    let sum = 0;
    generate(
      () => {},
      (_, view) => {
        sum += view.offset;
      },
    );
    return sum;
  });
  making = made.seconds;
  if (!isAlone) baseline = { ...doubly, seconds: doubly.seconds - making };
  console.log(
    `making the messages alone          ${(messages / making / 1e6).toFixed(2)} M messages/s, left out below`,
  );
  if (baseline) print(`Map of strings (${doubles} doubles)`, baseline);
  seen.clear();
  if (isAlone) {
    await engine('content and sequence per key', { kind: 'content' }, true);
    return;
  }
  await engine('no identity, no sequence', { kind: 'none' }, false);
  await engine('content', { kind: 'content' }, false);
  await engine('content and sequence per key', { kind: 'content' }, true);
  await engine('JSON id and sequence per key', { kind: 'json', path: 'id' }, true);
  await engine('rules found by itself', { kind: 'auto' }, true);
}

void main();
