import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';

interface Script {
  readonly places: string[];
  done(error?: Error): void;
}

/** Java producers that carry out scripts, in one process; see ScriptedProducer.java. */
export class JavaProducers {
  private readonly process: ChildProcessWithoutNullStreams;
  private readonly running = new Map<string, Script>();
  private started = 0;
  private errors = '';

  constructor(child: ChildProcessWithoutNullStreams) {
    this.process = child;
    createInterface({ input: child.stdout }).on('line', (line) => this.take(line.split('\t')));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.errors = (this.errors + text).slice(-4_000);
    });
    child.stdin.on('error', () => undefined);
    child.once('close', () => {
      for (const script of this.running.values()) script.done(new Error('The Java producers ended.'));
    });
  }

  /** "TOPIC\tPARTITION\tOFFSET" of each record, in the order of sending; rejects with what the producer threw. */
  run(config: readonly string[], lines: readonly string[]): Promise<string[]> {
    this.started += 1;
    const id = String(this.started);
    return new Promise((resolve, reject) => {
      const places: string[] = [];
      const done = (error?: Error): void => {
        this.running.delete(id);
        if (error) reject(new Error(`${error.message}\n${this.errors}`));
        else resolve(places);
      };
      this.running.set(id, { places, done });
      const script = [`run\t${id}\t${config.length}\t${lines.length}`, ...config, ...lines];
      this.process.stdin.write(`${script.join('\n')}\n`);
    });
  }

  stop(): void {
    this.process.kill('SIGKILL');
  }

  private take([id = '', what, ...rest]: readonly string[]): void {
    const script = this.running.get(id);
    if (what === 'at') script?.places.push(rest.join('\t'));
    if (what === 'end') script?.done();
    if (what === 'failed') script?.done(new Error(rest.join(' ')));
  }
}
