import { KafkaError } from '../kafka/errors';
import { limitRecords } from '../kafka/limitRecords';
import type { LogListener, LogReader, LogReading, ReadRequest } from '../kafka/ports';
import type { ConnectionProfile } from '../kafka/profile';
import type { ConnectionSecrets } from '../kafka/secrets';
import type { SessionOptions, TailSession } from '../tail/session';
import { matchesFailOn } from './failOn';
import { JunitReport } from './junitReport';
import { ndjsonWriter } from './ndjsonWriter';
import { prettyWriter } from './prettyWriter';
import { type ProfileSources, readTailProfile } from './readTailProfile';
import { parseTailArguments, type TailArguments, tailUsage } from './tailArguments';
import { TailPrinter } from './tailPrinter';
import type { Summary } from './tailWriter';

/** What the command needs from the process around it. */
export interface TailEnvironment extends ProfileSources {
  readonly stdout: Output;
  stderr(text: string): void;
  /** Rejects where the file cannot be written. */
  writeFile(path: string, text: string): Promise<void>;
  createReader(profile: ConnectionProfile, secrets: ConnectionSecrets): LogReader;
  createSession(options: SessionOptions): TailSession;
  /** Aborted by Ctrl-C or a request to end: the run ends and the summary is still written. */
  readonly interrupted: AbortSignal;
}

/** `write` answers false when the far end is slower than we are; `drained` then resolves when it has caught up. */
export interface Output {
  write(text: string): boolean;
  drained(): Promise<void>;
}

/** Runs `acklens tail`. Answers the exit status: 0, 1 when --fail-on matched, 2 on an error. */
export async function runTail(args: readonly string[], environment: TailEnvironment): Promise<number> {
  const { stdout, stderr } = environment;
  if (args.includes('--help') || args.includes('-h')) {
    stdout.write(tailUsage);
    return 0;
  }
  const parsed = parseTailArguments(args);
  if ('problem' in parsed) {
    stderr(`acklens tail: ${parsed.problem}\n\n${tailUsage}`);
    return 2;
  }
  const found = await readTailProfile(parsed, environment);
  if ('problem' in found) {
    stderr(`acklens tail: ${found.problem}\n`);
    return 2;
  }
  for (const note of found.notes) stderr(`acklens tail: ${parsed.configFile ?? 'note'}: ${note}\n`);
  const reader = environment.createReader(found.profile, found.secrets);
  try {
    return await follow(parsed, reader, environment);
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    stderr(`acklens tail: ${error.message}\n`);
    return 2;
  } finally {
    await reader.close();
  }
}

/** Bounds of one run. Rows are kept for finding the rules and for the originals of duplicates: half of them are the sample. */
const maxRows = 250_000;
const maxPayloadBytes = 64 * 1024 * 1024;
const tickMs = 100;

async function follow(args: TailArguments, reader: LogReader, environment: TailEnvironment): Promise<number> {
  const { stdout, stderr, interrupted } = environment;
  const session = environment.createSession({
    identity: args.identity,
    sequence: args.sequence,
    graceMs: args.graceMs,
    maxRows,
    maxPayloadBytes,
  });
  const writer = args.format === 'ndjson' ? ndjsonWriter : prettyWriter;
  const report = args.junitFile === undefined ? undefined : new JunitReport(args.failOn);
  const startedAt = performance.now();

  let reading: LogReading | undefined;
  const printer = new TailPrinter({
    session,
    writer,
    args,
    report,
    print: (text) => {
      if (!stdout.write(text)) void waitForOutput();
    },
    warn: stderr,
  });
  let isEnough = false;
  const enough = (): void => {
    isEnough = true;
    void reading?.stop();
  };
  const listener = args.maxMessages === undefined ? printer : limitRecords(printer, args.maxMessages, enough);

  let waiting = false;
  const waitForOutput = async (): Promise<void> => {
    if (waiting) return;
    waiting = true;
    reading?.pause(true);
    await stdout.drained();
    waiting = false;
    reading?.pause(false);
  };

  const request: ReadRequest = {
    topic: args.topic,
    start: args.start,
    isolation: args.isolation,
    stopAtEnd: args.exitAtEnd,
  };
  try {
    reading = await readUnless(interrupted, reader, request, listener);
  } catch (error) {
    // A CI shows the report, not what went to stderr.
    if (error instanceof KafkaError) await writeReport(report, args, summaryNow(), error.message, environment);
    throw error;
  }
  if (isEnough || interrupted.aborted) await reading?.stop();
  if (waiting) reading?.pause(true);
  const stop = (): void => void reading?.stop();
  interrupted.addEventListener('abort', stop);
  const ticking = setInterval(() => printer.tick(Date.now()), tickMs);

  let failure: KafkaError | undefined;
  try {
    await reading?.done;
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    failure = error;
  } finally {
    clearInterval(ticking);
    interrupted.removeEventListener('abort', stop);
  }

  const summary = summaryNow();
  stdout.write(writer.summary(summary, !args.summaryOnly));
  if (failure) stderr(`acklens tail: ${failure.message}\n`);
  const isReported = await writeReport(report, args, summary, failure?.message, environment);
  if (failure || !isReported) return 2;
  return matchesFailOn(summary, args.failOn) ? 1 : 0;

  function summaryNow(): Summary {
    return { topic: args.topic, ...printer.finish(), elapsedMs: Math.round(performance.now() - startedAt) };
  }
}

/** False where it could not be written, which is said. */
async function writeReport(
  report: JunitReport | undefined,
  { junitFile }: TailArguments,
  summary: Summary,
  failure: string | undefined,
  { stderr, writeFile }: TailEnvironment,
): Promise<boolean> {
  if (!report || junitFile === undefined) return true;
  try {
    await writeFile(junitFile, report.xml(summary, failure));
    return true;
  } catch (error) {
    stderr(`acklens tail: ${junitFile} cannot be written: ${error instanceof Error ? error.message : String(error)}\n`);
    return false;
  }
}

/** Undefined when it was interrupted first: a broker that hangs would keep a person who pressed Ctrl-C waiting for 10 s. */
async function readUnless(
  interrupted: AbortSignal,
  reader: LogReader,
  request: ReadRequest,
  listener: LogListener,
): Promise<LogReading | undefined> {
  if (interrupted.aborted) return undefined;
  const giveUp = (): void => void reader.close();
  interrupted.addEventListener('abort', giveUp);
  try {
    return await reader.read(request, listener);
  } catch (error) {
    if (!interrupted.aborted) throw error;
    return undefined;
  } finally {
    interrupted.removeEventListener('abort', giveUp);
  }
}
