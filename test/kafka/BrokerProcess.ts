import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { KafkaJars } from './kafkaJars';

/** One broker of the cluster as an operating system process, with the faults that are real. */
export class BrokerProcess {
  readonly id: number;
  readonly logFile: string;
  private readonly jars: KafkaJars;
  private readonly configFile: string;
  private readonly heapMegabytes: number;
  private child: ChildProcess | undefined;
  private readonly killOnExit = (): void => this.signal('SIGKILL');

  constructor(id: number, jars: KafkaJars, configFile: string, logFile: string, heapMegabytes = 400) {
    this.id = id;
    this.jars = jars;
    this.configFile = configFile;
    this.logFile = logFile;
    this.heapMegabytes = heapMegabytes;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  get isRunning(): boolean {
    return this.child !== undefined;
  }

  start(): void {
    if (this.child) return;
    const log = openSync(this.logFile, 'a');
    const binding = join(__dirname, 'log4j.properties');
    const child = spawn(
      'java',
      [
        `-Xmx${this.heapMegabytes}m`,
        `-Dlog4j.configuration=file:${binding}`,
        ...this.jars.options,
        'SupervisedKafka',
        this.configFile,
      ],
      // Its own process group: Ctrl-C reaches us alone, and we stop the brokers.
      { stdio: ['pipe', log, log], detached: process.platform !== 'win32' },
    );
    closeSync(log);
    this.child = child;
    child.once('exit', () => {
      if (this.child === child) this.child = undefined;
    });
    child.stdin?.on('error', () => undefined);
    process.once('exit', this.killOnExit);
  }

  /** SIGKILL: nothing is flushed, nobody is told. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** SIGTERM: leaders are moved first. Falls back to SIGKILL after 20 s, which a cluster without quorum needs. */
  async stop(): Promise<void> {
    this.signal('SIGCONT');
    await this.end('SIGTERM');
  }

  /** SIGSTOP: connections stay open and nothing answers, as in a long pause of its machine. */
  pause(): void {
    this.signal('SIGSTOP');
  }

  resume(): void {
    this.signal('SIGCONT');
  }

  private signal(name: NodeJS.Signals): void {
    this.child?.kill(name);
  }

  private async end(name: NodeJS.Signals): Promise<void> {
    const child = this.child;
    if (!child) return;
    const exited = new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
    });
    const patience = setTimeout(() => child.kill('SIGKILL'), 20_000);
    this.signal(name);
    await exited;
    clearTimeout(patience);
    process.off('exit', this.killOnExit);
  }
}
