import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { runTail, type TailEnvironment } from '../../../src/commandLine/tailCommand';
import { KafkaError } from '../../../src/kafka/errors';
import type { BatchHeader, RecordView } from '../../../src/kafka/model';
import type { LogListener, LogReader, ReadRequest } from '../../../src/kafka/ports';
import { createTailSession } from '../../../src/tail/createTailSession';

const batch = (baseOffset: number, more: Partial<BatchHeader> = {}): BatchHeader => ({
  baseOffset,
  lastOffsetDelta: 0,
  sizeInBytes: 80,
  magic: 2,
  crc: 1000 + baseOffset,
  leaderEpoch: 0,
  codec: 'none',
  timestampType: 'create',
  baseTimestamp: 1_700_000_000_000,
  maxTimestamp: 1_700_000_000_000 + baseOffset,
  producerId: -1,
  producerEpoch: -1,
  baseSequence: -1,
  recordCount: 1,
  isTransactional: false,
  control: undefined,
  ...more,
});

const record = (offset: number, key: string, value: string): RecordView => {
  const bytes = new TextEncoder().encode(key + value);
  return {
    bytes,
    offset,
    timestamp: 1_700_000_000_000 + offset,
    keyStart: 0,
    keyEnd: key.length,
    valueStart: key.length,
    valueEnd: bytes.length,
    headersStart: bytes.length,
    headersEnd: bytes.length,
    headerCount: 0,
  };
};

/** A reader of a log in memory: partition 0, one batch a record, then done. */
class MemoryReader implements LogReader {
  request: ReadRequest | undefined;
  stopped = false;
  closed = false;
  private readonly play: (listener: LogListener) => void;
  private readonly failure: KafkaError | undefined;

  constructor(play: (listener: LogListener) => void, failure?: KafkaError) {
    this.play = play;
    this.failure = failure;
  }

  async read(request: ReadRequest, listener: LogListener) {
    this.request = request;
    const run = async (): Promise<void> => {
      await Promise.resolve();
      listener.topology({ topic: request.topic, isCompacted: false, partitions: [{ id: 0, from: 0, end: 9 }] });
      this.play(listener);
      if (this.failure) throw this.failure;
    };
    const stop = async (): Promise<void> => {
      this.stopped = true;
    };
    return { done: run(), pause: () => undefined, stop };
  }

  async verify() {
    return undefined;
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}

/** Record 2 is written again as record 4, byte by byte: what a client without idempotence does on a lost answer. */
function playTwin(listener: LogListener): void {
  for (const [offset, copyOf] of [[0], [1], [2], [3], [4, 2], [5]] as const) {
    const same = copyOf ?? offset;
    listener.batch(0, batch(offset, { crc: 1000 + same, maxTimestamp: 1_700_000_000_000 + same }));
    const view = record(offset, `k${same}`, `an order number ${same}`);
    listener.record(0, { ...view, timestamp: 1_700_000_000_000 + same });
  }
  listener.position(0, { next: 6, highWatermark: 6, lastStableOffset: 6, logStart: 0 });
}

async function run(reader: LogReader, ...args: string[]) {
  return runUntil(new AbortController().signal, reader, ...args);
}

async function runUntil(interrupted: AbortSignal, reader: LogReader, ...args: string[]) {
  let out = '';
  let err = '';
  const files = new Map<string, string>();
  const environment: TailEnvironment = {
    stdout: {
      write: (text) => {
        out += text;
        return true;
      },
      drained: () => Promise.resolve(),
    },
    stderr: (text) => {
      err += text;
    },
    readFile: async () => 'bootstrap.servers = one:9092,two:9092\nsecurity.protocol=PLAINTEXT\n',
    readBytes: () => Promise.reject(new Error('There are no other files.')),
    writeFile: async (path, text) => {
      if (path.startsWith('nowhere/')) throw new Error('there is no such folder');
      files.set(path, text);
    },
    env: () => undefined,
    createReader: () => reader,
    createSession: createTailSession,
    interrupted,
  };
  const status = await runTail(['--topic', 'orders', ...args], environment);
  const lines = out.split('\n').filter(Boolean);
  return { status, out, err, lines, files };
}

const where = ['--bootstrap-server', 'localhost:9092'];
const json = (lines: readonly string[]) => lines.map((line) => JSON.parse(line));

describe('acklens tail', () => {
  it('prints start, records with their verdicts and the summary, and closes the reader', async () => {
    const reader = new MemoryReader(playTwin);
    const { status, lines } = await run(reader, ...where, '--format', 'ndjson', '--from-beginning', '--exit-at-end');
    strictEqual(status, 0);
    strictEqual(reader.closed, true);
    deepStrictEqual(reader.request, {
      topic: 'orders',
      start: { kind: 'beginning' },
      isolation: 'read_uncommitted',
      stopAtEnd: true,
    });
    const all = json(lines);
    deepStrictEqual(all[0], { type: 'start', topic: 'orders', partitions: [{ partition: 0, from: 0, end: 9 }] });
    deepStrictEqual(
      all.filter(({ type }) => type === 'record').map(({ offset, key }) => [offset, key]),
      [
        [0, 'k0'],
        [1, 'k1'],
        [2, 'k2'],
        [3, 'k3'],
        [4, 'k2'],
        [5, 'k5'],
      ],
    );
    const verdicts = all.filter(({ type }) => type === 'verdict');
    deepStrictEqual(
      verdicts.map(({ code, offset, of }) => [code, offset, of]),
      [['D1', 4, { partition: 0, offset: 2 }]],
    );
    const summary = all.at(-1);
    strictEqual(summary.type, 'summary');
    strictEqual(summary.records, 6);
    strictEqual(summary.duplicates.total, 1);
  });

  it('has every key of the documented summary', async () => {
    const { lines } = await run(new MemoryReader(playTwin), ...where, '--format', 'ndjson', '--summary-only');
    strictEqual(lines.length, 1);
    deepStrictEqual(Object.keys(JSON.parse(lines[0] ?? '')), [
      'type',
      'topic',
      'records',
      'duplicates',
      'gaps',
      'late',
      'conflicts',
      'divergences',
      'restarts',
      'repeats',
      'redeliveries',
      'aborted',
      'holes',
      'identity',
      'sequence',
      'horizon',
      'elapsedMs',
    ]);
  });

  it('prints the summary alone without an empty line above it, and no share of nothing', async () => {
    const { lines, out } = await run(new MemoryReader(() => undefined), ...where, '--summary-only');
    strictEqual(out.startsWith('orders: 0 records in '), true, out);
    strictEqual(lines.filter((line) => line.includes('%')).length, 0);
    strictEqual((await run(new MemoryReader(playTwin), ...where)).out.includes('\n\norders: 6 records in '), true);
  });

  it('says where it starts when the offset is outside the log', async () => {
    const beyond = await run(new MemoryReader(playTwin), ...where, '--from', '99999999');
    strictEqual(
      beyond.err,
      'acklens tail: offset 99999999 is outside the log of orders: reading starts at 0 in partition 0.\n',
    );
    strictEqual((await run(new MemoryReader(playTwin), ...where, '--from', '0')).err, '');
  });

  it('exits with 1 when --fail-on matches and with 0 when it does not', async () => {
    strictEqual((await run(new MemoryReader(playTwin), ...where, '--fail-on', 'gap,duplicate')).status, 1);
    strictEqual((await run(new MemoryReader(playTwin), ...where, '--fail-on', 'any')).status, 1);
    strictEqual((await run(new MemoryReader(playTwin), ...where, '--fail-on', 'gap')).status, 0);
  });

  it('writes a report for CI that agrees with the exit status', async () => {
    const { status, files } = await run(
      new MemoryReader(playTwin),
      ...[...where, '--summary-only', '--fail-on', 'duplicate,gap', '--junit', 'report.xml'],
    );
    strictEqual(status, 1);
    const lines = (files.get('report.xml') ?? '').replace(/time="[\d.]+"/g, 'time="0"').split('\n');
    deepStrictEqual(lines.slice(0, 6), [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites tests="3" failures="1" errors="0" time="0">',
      '<testsuite name="acklens tail orders" tests="3" failures="1" errors="0" time="0">',
      '<testcase classname="orders" name="is read to the end" time="0"></testcase>',
      '<testcase classname="orders" name="has no duplicates"><failure type="duplicate" message="1 found">' +
        'duplicate: the same batch twice (D1) at 0:4 of 0:2 - strong, final #1</failure></testcase>',
      '<testcase classname="orders" name="has no confirmed gaps"/>',
    ]);
    const all = await run(new MemoryReader(playTwin), ...where, '--junit', 'report.xml');
    strictEqual(all.status, 0);
    strictEqual(all.files.get('report.xml')?.match(/<testcase /g)?.length, 7, 'without --fail-on every kind is judged');
  });

  it('writes what ended the reading into the report, and says where a report cannot be written', async () => {
    const gone = new KafkaError('topic-deleted', 'Topic <orders> was deleted.');
    const failed = await run(new MemoryReader(playTwin, gone), ...where, '--junit', 'report.xml');
    strictEqual(failed.status, 2);
    strictEqual(
      failed.files.get('report.xml')?.includes('<error message="Topic &lt;orders&gt; was deleted."/></testcase>'),
      true,
    );
    const nowhere = await run(new MemoryReader(playTwin), ...where, '--junit', 'nowhere/report.xml');
    strictEqual(nowhere.status, 2);
    strictEqual(nowhere.err, 'acklens tail: nowhere/report.xml cannot be written: there is no such folder\n');
  });

  it('stops at --max-messages and says nothing about what came after', async () => {
    const reader = new MemoryReader(playTwin);
    const { lines } = await run(reader, ...where, '--format', 'ndjson', '--max-messages', '2');
    strictEqual(reader.stopped, true);
    const all = json(lines);
    strictEqual(all.filter(({ type }) => type === 'record').length, 2);
    strictEqual(all.at(-1).records, 2);
    strictEqual(all.at(-1).duplicates.total, 0);
  });

  it('writes the summary before a failure in mid-read, and the failure to stderr', async () => {
    const gone = new KafkaError('topic-deleted', 'Topic orders was deleted while it was read.');
    const { status, lines, err } = await run(new MemoryReader(playTwin, gone), ...where, '--format', 'ndjson');
    strictEqual(status, 2);
    strictEqual(JSON.parse(lines.at(-1) ?? '').type, 'summary');
    strictEqual(err, 'acklens tail: Topic orders was deleted while it was read.\n');
  });

  it('writes the summary when it is interrupted while a broker keeps silent', async () => {
    const interrupted = new AbortController();
    let giveUp: (error: KafkaError) => void = () => undefined;
    const silent: LogReader = {
      read() {
        queueMicrotask(() => interrupted.abort());
        return new Promise((_, reject) => {
          giveUp = reject;
        });
      },
      verify: async () => undefined,
      close: async () => giveUp(new KafkaError('aborted', 'The connection was closed.')),
    };
    const { status, lines, err } = await runUntil(interrupted.signal, silent, ...where, '--format', 'ndjson');
    deepStrictEqual([status, err, lines.length], [0, '', 1]);
    strictEqual(JSON.parse(lines[0] ?? '').records, 0);
  });

  it('takes the cluster from a client configuration', async () => {
    strictEqual((await run(new MemoryReader(playTwin), '--config', 'client.properties')).status, 0);
  });

  it('answers bad use with the usage and 2', async () => {
    const { status, err, out } = await run(new MemoryReader(playTwin), '--bootstrap-server', 'localhost:x');
    strictEqual(status, 2);
    strictEqual(out, '');
    strictEqual(err.startsWith('acklens tail: '), true);
    const wrong = await run(new MemoryReader(playTwin), ...where, '--lats', '5');
    strictEqual(wrong.status, 2);
    strictEqual(wrong.err.includes('Usage: acklens tail'), true);
  });

  it('prints payloads that would steer the terminal as escapes', async () => {
    const hostile = new MemoryReader((listener) => {
      listener.batch(0, batch(0));
      listener.record(0, record(0, 'k', '\u001b[2Jgone\u202eevil'));
    });
    const { out } = await run(hostile, ...where);
    strictEqual(out.includes('\\u{1b}[2Jgone\\u{202e}evil'), true);
    strictEqual(out.includes('\u001b'), false);
  });
});
