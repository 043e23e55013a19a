import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Ledger, type LedgerMessage } from './Ledger';
import { ackOf, answerMs, giveUpMs, type Setting, type TruthWriter } from './TruthWriter';

/**
 * librdkafka, by a kcat that is fed line by line. It tells how many messages were acknowledged, but not which. A
 * transactional one commits everything that it wrote as one transaction when its input ends.
 */
export class KcatWriter implements TruthWriter {
  readonly ledger = new Ledger();
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly ended: Promise<number | undefined>;
  private readonly killOnExit = (): void => void this.child.kill('SIGKILL');
  private readonly isTransactional: boolean;
  private delivered = 0;

  constructor(kcat: string, servers: string, topic: string, setting: Setting) {
    this.isTransactional = setting === 'transactional';
    const config = {
      acks: ackOf(setting),
      'enable.idempotence': String(setting === 'idempotent' || setting === 'transactional'),
      'request.timeout.ms': String(answerMs),
      'socket.timeout.ms': String(2 * answerMs),
      'message.timeout.ms': String(giveUpMs),
      'linger.ms': '5',
      'retry.backoff.ms': '100',
      'reconnect.backoff.max.ms': '500',
      'topic.metadata.refresh.interval.ms': '2000',
      ...(this.isTransactional ? { 'transactional.id': topic, 'transaction.timeout.ms': '60000' } : {}),
    };
    const options = Object.entries(config).flatMap(([name, value]) => ['-X', `${name}=${value}`]);
    this.child = spawn(kcat, ['-P', '-b', servers, '-t', topic, '-K', '\t', '-E', '-vvv', ...options]);
    process.once('exit', this.killOnExit);
    this.ended = new Promise((resolve) => this.child.once('close', (code) => resolve(code ?? undefined)));
    this.child.stdin.on('error', () => undefined);
    this.child.stdout.resume();
    createInterface(this.child.stderr).on('line', (line) => {
      if (line.startsWith('% Message delivered to partition')) this.delivered += 1;
    });
  }

  send(message: LedgerMessage): void {
    this.ledger.attempt(message);
    this.child.stdin.write(`${message.key ?? ''}\t${message.text}\n`);
  }

  async finish(): Promise<void> {
    this.child.stdin.end();
    const code = await this.ended;
    process.off('exit', this.killOnExit);
    const { attempts } = this.ledger;
    const isCommitted = !this.isTransactional || code === 0;
    this.ledger.delivered = isCommitted ? this.delivered : 0;
    const outcome = isCommitted && this.delivered >= attempts.length ? 'acked' : 'unknown';
    for (const attempt of attempts) attempt.outcome = outcome;
  }
}
