import { runTail } from '../../src/commandLine/tailCommand';
import { createKafkaJsReader } from '../../src/kafka/kafkajs/reader';
import { createTailSession } from '../../src/tail/createTailSession';
import type { Counters, Hole, Verdict } from '../../src/tail/model';
import type { KafkaCluster } from '../kafka/KafkaCluster';
import type { ReadRecord } from './readBack';

export type ToldVerdict = Omit<Verdict, 'key'> & { readonly key?: string | null };

export type Told =
  | { readonly kind: 'record'; readonly record: ReadRecord }
  | { readonly kind: 'hole'; readonly hole: Hole };

/** What `acklens tail --format ndjson` has printed: the contract that others script against. */
export class TailOutput {
  /** Records and holes in the order of their lines. */
  readonly told: Told[] = [];
  /** In their newest state, with the number of `told` lines before the first telling. */
  readonly verdicts = new Map<number, { readonly verdict: ToldVerdict; readonly since: number }>();
  summary: Counters | undefined;
  errors = '';
  /** What ended it that nobody foresaw. */
  surprise: string | undefined;
  private rest = '';

  take(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.line(JSON.parse(line));
  }

  get records(): number {
    return this.told.filter(({ kind }) => kind === 'record').length;
  }

  /** Offset behind the last that was told of a partition since the topic was created. */
  nextOf(partition: number): number {
    for (let at = this.told.length - 1; at >= 0; at--) {
      const told = this.told[at];
      if (told?.kind === 'record' && told.record.partition === partition) return told.record.offset + 1;
      if (told?.kind !== 'hole') continue;
      if (told.hole.code === 'O11') return 0;
      if (told.hole.partition === partition && told.hole.code !== 'O6')
        return told.hole.code === 'O7' ? told.hole.from : told.hole.to + 1;
    }
    return 0;
  }

  private line(line: { readonly type: string } & Record<string, unknown>): void {
    if (line.type === 'record') {
      const { partition, offset, timestamp, key, value } = line as unknown as ReadRecord & { value: string };
      const record = { place: `${partition}:${offset}`, partition, offset, timestamp, key, text: value };
      this.told.push({ kind: 'record', record });
    } else if (line.type === 'hole') this.told.push({ kind: 'hole', hole: line as unknown as Hole });
    else if (line.type === 'summary') this.summary = line as unknown as Counters;
    else if (line.type === 'verdict') {
      const verdict = line as unknown as ToldVerdict;
      const since = this.verdicts.get(verdict.id)?.since ?? this.told.length;
      this.verdicts.set(verdict.id, { verdict, since });
    }
  }
}

export interface RunningTail {
  readonly output: TailOutput;
  /** A far end that takes nothing more, as when a pager waits: reading pauses. */
  hold(on: boolean): void;
  /** As Ctrl-C does. */
  interrupt(): Promise<void>;
  readonly done: Promise<number>;
}

/** Runs the command in this process, with its own rules found by itself. */
export function startTail(cluster: KafkaCluster, topic: string, args: readonly string[]): RunningTail {
  const output = new TailOutput();
  const interrupted = new AbortController();
  let isHeld = false;
  let release: () => void = () => undefined;
  let held = Promise.resolve();
  const servers = cluster.bootstrapServers().join();
  const done = runTail(['--bootstrap-server', servers, '--topic', topic, '--format', 'ndjson', ...args], {
    stdout: {
      write: (text) => {
        output.take(text);
        return !isHeld;
      },
      drained: () => held,
    },
    stderr: (text) => {
      output.errors += text;
    },
    readFile: () => Promise.reject(new Error('No file is read.')),
    readBytes: () => Promise.reject(new Error('No file is read.')),
    writeFile: () => Promise.reject(new Error('No file is written.')),
    env: () => undefined,
    createReader: (profile, secrets) =>
      createKafkaJsReader(profile, { secrets, requestTimeoutMs: 3_000, metadataAgeMs: 1_000 }),
    createSession: createTailSession,
    interrupted: interrupted.signal,
  });
  const ended = done.catch((error: unknown) => {
    output.surprise = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return 2;
  });
  return {
    output,
    done: ended,
    hold: (on) => {
      isHeld = on;
      if (on)
        held = new Promise((resolve) => {
          release = resolve;
        });
      else release();
    },
    interrupt: async () => {
      interrupted.abort();
      await ended;
    },
  };
}
