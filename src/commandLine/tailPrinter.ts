import type { KafkaError } from '../kafka/errors';
import type { BatchHeader, RecordView } from '../kafka/model';
import type { LogListener, TopicFacts } from '../kafka/ports';
import type { TransactionState } from '../tail/model';
import type { TailSession } from '../tail/session';
import type { JunitReport } from './junitReport';
import type { TailArguments } from './tailArguments';
import type { TailWriter } from './tailWriter';

export interface TailPrinterParts {
  readonly session: TailSession;
  readonly writer: TailWriter;
  readonly args: Pick<TailArguments, 'start' | 'summaryOnly'>;
  /** Hears of every finding, where one is wanted. */
  readonly report: JunitReport | undefined;
  print(text: string): void;
  warn(text: string): void;
}

/** Stands between reader and analysis: prints each record, then what the analysis has to say about it. */
export class TailPrinter implements LogListener {
  private readonly parts: TailPrinterParts;
  private batchProducer = -1;
  private batchTransaction: TransactionState = 'none';
  private started = false;
  /** A topic that was created again has partitions of the same numbers under other ids. */
  private readonly numbers = new Map<number, number>();
  /** Said once for each broker. */
  private readonly throttledBy = new Set<number>();

  constructor(parts: TailPrinterParts) {
    this.parts = parts;
  }

  topology(...[facts]: Parameters<LogListener['topology']>): void {
    this.parts.session.topology(facts);
    for (const { id, partition = id } of facts.partitions) this.numbers.set(id, partition);
    if (this.started) return;
    this.started = true;
    this.print(this.parts.writer.start(facts));
    this.tellOtherStart(facts);
  }

  batch(partition: number, header: BatchHeader): void {
    this.batchProducer = header.producerId;
    this.batchTransaction = header.isTransactional ? 'pending' : 'none';
    this.parts.session.batch(partition, header);
    this.printChanges();
  }

  record(partition: number, record: RecordView): void {
    this.parts.session.record(partition, record);
    if (!this.parts.args.summaryOnly) {
      const context = {
        partition: this.numberOf(partition),
        producerId: this.batchProducer,
        transaction: this.batchTransaction,
      };
      this.print(this.parts.writer.record(record, context));
      this.printChanges();
    }
  }

  hole(...args: Parameters<LogListener['hole']>): void {
    this.parts.session.hole(...args);
    this.printChanges();
  }

  skip(...args: Parameters<LogListener['skip']>): void {
    this.parts.session.skip(...args);
    this.printChanges();
  }

  position(...args: Parameters<LogListener['position']>): void {
    this.parts.session.position(...args);
    this.printChanges();
  }

  problem(partition: number | undefined, error: KafkaError, topic: string): void {
    const where = partition === undefined ? '' : ` (partition ${this.numberOf(partition)})`;
    this.parts.warn(`acklens tail: ${error.message}${where}\n`);
    this.parts.session.problem(partition, error, topic);
  }

  event(...args: Parameters<LogListener['event']>): void {
    const [event] = args;
    if (event.kind === 'start') this.parts.warn(`acklens tail: ${event.sentence}\n`);
    else if (!this.throttledBy.has(event.broker)) {
      this.throttledBy.add(event.broker);
      this.parts.warn(`acklens tail: a quota of the cluster slows this reading down (broker ${event.broker})\n`);
    }
    this.parts.session.event(...args);
  }

  tick(now: number): void {
    this.parts.session.tick(now);
    this.printChanges();
  }

  finish(): ReturnType<TailSession['counters']> {
    this.parts.session.settle();
    this.printChanges();
    return this.parts.session.counters();
  }

  /** An offset outside the log means its nearer end, which nobody should have to find out by waiting. */
  private tellOtherStart({ topic, partitions }: TopicFacts): void {
    const { start } = this.parts.args;
    const moved = start.kind === 'offset' ? partitions.filter(({ from }) => from !== start.offset) : [];
    if (start.kind !== 'offset' || moved.length === 0) return;
    const where = moved.map(({ id, from }) => `${from} in partition ${id}`).join(', ');
    this.parts.warn(
      `acklens tail: offset ${start.offset} is outside the log of ${topic}: reading starts at ${where}.\n`,
    );
  }

  private printChanges(): void {
    const { session, writer, report } = this.parts;
    // Taken even when nothing is printed: what is not taken would pile up.
    const { verdicts, holes } = session.takeChanges();
    for (const told of holes) {
      const hole = { ...told, partition: this.numberOf(told.partition) };
      this.print(writer.hole(hole));
      report?.hole(hole);
    }
    for (const { of, ...told } of verdicts) {
      const verdict = {
        ...told,
        partition: this.numberOf(told.partition),
        ...(of ? { of: { partition: this.numberOf(of.partition), offset: of.offset } } : {}),
      };
      this.print(writer.verdict(verdict));
      report?.verdict(verdict);
    }
  }

  private numberOf(id: number): number {
    return this.numbers.get(id) ?? id;
  }

  private print(text: string): void {
    if (this.parts.args.summaryOnly) return;
    this.parts.print(text);
  }
}
