import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { KafkaCluster } from '../kafka/KafkaCluster';
import { type Attempt, Ledger, type LedgerMessage } from './Ledger';
import { abortEvery, ackOf, answerMs, giveUpMs, type Setting, type TruthWriter, transactionSize } from './TruthWriter';

/** Java producers, all in one process: see LedgerProducer.java. */
export class JavaWriters {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly servers: string;
  private readonly writers = new Map<string, JavaWriter>();
  private readonly waiting = new Map<string, (text: string) => void>();
  private readonly exited: Promise<void>;
  private readonly killOnExit = (): void => void this.child.kill('SIGKILL');
  private errors = '';
  private attempts = 0;
  private tickets = 0;
  private readonly open = new Map<number, Attempt>();

  constructor(cluster: KafkaCluster) {
    this.servers = cluster.bootstrapServers('PROXIED').join();
    this.child = cluster.spawnTool('LedgerProducer', []);
    process.once('exit', this.killOnExit);
    this.exited = new Promise((resolve) => this.child.once('exit', () => resolve()));
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.errors = (this.errors + text).slice(-20_000);
    });
    createInterface(this.child.stdout).on('line', (line) => this.hear(line.split('\t')));
  }

  async writer(topic: string, setting: Setting): Promise<TruthWriter> {
    const config = [
      `bootstrap.servers=${this.servers}`,
      `acks=${ackOf(setting)}`,
      `enable.idempotence=${setting === 'idempotent' || setting === 'transactional'}`,
      `request.timeout.ms=${answerMs}`,
      `delivery.timeout.ms=${giveUpMs}`,
      `max.block.ms=${giveUpMs}`,
      'linger.ms=5',
      'retry.backoff.ms=100',
      'reconnect.backoff.max.ms=500',
      'metadata.max.age.ms=2000',
      ...(setting === 'transactional' ? [`transactional.id=${topic}`, 'transaction.timeout.ms=60000'] : []),
    ];
    const writer = new JavaWriter(topic, setting === 'transactional', this);
    this.writers.set(topic, writer);
    await this.ask(`opened\t${topic}`, ['open', topic, ...config]);
    return writer;
  }

  tell(...fields: readonly string[]): void {
    this.child.stdin.write(`${fields.join('\t')}\n`);
  }

  /** Resolves with what follows `answer` when that is told. */
  ask(answer: string, fields: readonly string[]): Promise<string> {
    const heard = new Promise<string>((resolve, reject) => {
      this.waiting.set(answer, resolve);
      void this.exited.then(() => reject(new Error(`The Java writers ended before "${answer}":\n${this.errors}`)));
    });
    this.tell(...fields);
    return heard;
  }

  send(topic: string, attempt: Attempt): void {
    this.attempts += 1;
    this.open.set(this.attempts, attempt);
    this.tell('send', topic, String(this.attempts), topic, attempt.message.key ?? '', attempt.message.text);
  }

  async end(step: 'commit' | 'abort', topic: string): Promise<boolean> {
    this.tickets += 1;
    return (await this.ask(`ended\t${this.tickets}`, [step, topic, String(this.tickets)])) === 'yes';
  }

  async stop(): Promise<void> {
    this.child.stdin.end();
    const patience = setTimeout(this.killOnExit, 5_000);
    await this.exited;
    clearTimeout(patience);
    process.off('exit', this.killOnExit);
  }

  private hear([what = '', name = '', ...rest]: readonly string[]): void {
    const attempt = this.open.get(Number(name));
    if (what === 'acked' && attempt) {
      attempt.outcome = 'acked';
      if (Number(rest[1]) >= 0) attempt.place = `${rest[0]}:${rest[1]}`;
    } else if (what === 'failed' && attempt) {
      attempt.outcome = 'unknown';
      attempt.error = rest[0] ?? '';
    }
    if (what === 'acked' || what === 'failed') this.open.delete(Number(name));
    const answer = `${what}\t${name}`;
    this.waiting.get(answer)?.(rest[0] ?? '');
    this.waiting.delete(answer);
  }
}

class JavaWriter implements TruthWriter {
  readonly ledger = new Ledger();
  private readonly topic: string;
  private readonly isTransactional: boolean;
  private readonly java: JavaWriters;
  private queue: LedgerMessage[] = [];
  private transactions = 0;
  private turn: Promise<void> = Promise.resolve();

  constructor(topic: string, isTransactional: boolean, java: JavaWriters) {
    this.topic = topic;
    this.isTransactional = isTransactional;
    this.java = java;
  }

  send(message: LedgerMessage): void {
    if (!this.isTransactional) {
      this.java.send(this.topic, this.ledger.attempt(message));
      return;
    }
    this.queue.push(message);
    if (this.queue.length >= transactionSize) this.writeTransaction();
  }

  async finish(): Promise<void> {
    if (this.queue.length > 0) this.writeTransaction();
    await this.turn;
    this.ledger.retries = Number(await this.java.ask(`closed\t${this.topic}`, ['close', this.topic]));
  }

  private writeTransaction(): void {
    const messages = this.queue;
    this.queue = [];
    this.turn = this.turn.then(() => this.transact(messages));
  }

  /** Some are aborted on purpose and written again, as after a failure in the middle. */
  private async transact(messages: readonly LedgerMessage[]): Promise<void> {
    this.transactions += 1;
    const isAborted = this.transactions % abortEvery === 0;
    const attempts = messages.map((message) => this.ledger.attempt(message));
    this.java.tell('begin', this.topic);
    for (const attempt of attempts) this.java.send(this.topic, attempt);
    const isEnded = await this.java.end(isAborted ? 'abort' : 'commit', this.topic);
    if (isAborted) for (const attempt of attempts) attempt.outcome = 'aborted';
    else if (!isEnded) for (const attempt of attempts) attempt.outcome = 'unknown';
    if (isAborted) await this.transact(messages);
    else if (!isEnded) await this.java.end('abort', this.topic);
  }
}
