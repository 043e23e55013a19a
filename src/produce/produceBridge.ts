import type { Disposable } from '../base/disposable';
import { KafkaError } from '../kafka/errors';
import type { Producer, ProducerCodec, Producing } from '../kafka/producer';
import type {
  FormCheck,
  ProduceForm,
  ProduceHost,
  ProduceRunState,
  ProduceState,
  ProduceView,
} from '../protocol/produce';
import { produceDoor } from '../protocol/produceDoor';
import { type Connection, connect, type Port } from '../protocol/rpc';
import { adviseAgain } from './adviseAgain';
import { adviseForm } from './adviseForm';
import { DeliveryBook } from './deliveryBook';
import type { RecordToEdit } from './firstForm';
import { placeholders } from './placeholders';
import { type FormSources, readForm } from './readForm';
import type { SchemaEncoders } from './SchemaEncoders';
import { describeTopic, type TopicFacts } from './topicFacts';

/** What the form needs of the world. */
export interface ProduceParts extends Omit<FormSources, 'schema'> {
  readonly schemas: SchemaEncoders;
  readonly connection: string;
  readonly topic: string;
  readonly form: ProduceForm;
  /** The record that the form began with. */
  readonly original?: RecordToEdit;
  readonly codecs: readonly ProducerCodec[];
  /** Rejects with a KafkaError. */
  facts(): Promise<TopicFacts>;
  openProducer(): Promise<Producer>;
  /** One sentence where this connection is not to be written to. */
  refusal(): string | undefined;
  showInTail(partition: number, offset: number): void;
  /** Calls back after so many milliseconds. */
  after(milliseconds: number, run: () => void): Disposable;
  log(message: string): void;
}

/** How long the form waits for a schema of the record that it is filled with. */
const patienceMs = 4_000;

/** Ten pictures a second show progress; each is complete. */
const beatMs = 100;

interface Run {
  readonly book: DeliveryBook;
  readonly started: number;
  producing: Producing | undefined;
  elapsedMs: number | undefined;
  isCancelled: boolean;
}

/** Serves one form: checks what was typed, sends, and tells what became of each record. */
export class ProduceBridge implements Disposable {
  private readonly parts: ProduceParts;
  private readonly sources: FormSources;
  /** What the form begins with, once it is known whether a schema can tell more of the record. */
  private form: ProduceForm;
  private readonly isFilled: Promise<void>;
  private view: Connection<ProduceView> | undefined;
  private facts: TopicFacts | undefined;
  private sentence = 'Asking the cluster about the topic…';
  private producer: Promise<Producer> | undefined;
  private run: Run | undefined;
  private beat: Disposable | undefined;

  constructor(parts: ProduceParts) {
    this.parts = parts;
    this.form = parts.form;
    this.sources = {
      now: () => parts.now(),
      random: () => parts.random(),
      uuid: () => parts.uuid(),
      schema: (choice) => parts.schemas.get(choice),
    };
    this.isFilled = this.fill();
    void this.learn();
  }

  attach(port: Port): void {
    this.view?.dispose();
    this.view = connect<ProduceHost, ProduceView>(
      port,
      {
        state: async () => {
          await this.isFilled;
          return this.state();
        },
        subjects: () => this.parts.schemas.subjects(),
        versions: (subject) => this.parts.schemas.versions(subject),
        check: (form) => this.check(form),
        send: (form) => this.send(form),
        cancel: () => {
          if (!this.run) return;
          this.run.isCancelled = true;
          this.run.producing?.cancel();
        },
        showInTail: (partition, offset) => this.parts.showInTail(partition, offset),
      },
      produceDoor,
    );
  }

  detach(): void {
    this.view?.dispose();
    this.view = undefined;
  }

  dispose(): void {
    this.detach();
    this.beat?.dispose();
    this.run?.producing?.cancel();
    this.producer?.then((producer) => producer.close()).catch(() => undefined);
  }

  private async learn(): Promise<void> {
    try {
      this.facts = await this.parts.facts();
      this.sentence = describeTopic(this.facts);
    } catch (error) {
      this.facts = undefined;
      this.sentence = error instanceof KafkaError ? error.message : 'The cluster did not tell about the topic.';
    }
    this.poke();
  }

  /** A registry that keeps silent does not hold the form up for long. */
  private async fill(): Promise<void> {
    const { original, topic, schemas } = this.parts;
    if (!original || !schemas.isThere) return;
    const { key, value } = original;
    const read = async (): Promise<void> => {
      const [asKey, asValue] = await Promise.all([
        key && schemas.editable(key, `${topic}-key`),
        value && schemas.editable(value, `${topic}-value`),
      ]);
      this.form = { ...this.form, ...(asKey ? { key: asKey } : {}), ...(asValue ? { value: asValue } : {}) };
    };
    let timer: Disposable | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = this.parts.after(patienceMs, resolve);
    });
    await Promise.race([read().catch((error: unknown) => this.parts.log(String(error))), patience]);
    timer?.dispose();
  }

  private state(): ProduceState {
    const { connection, topic, codecs, schemas } = this.parts;
    const { form } = this;
    return {
      connection,
      topic,
      partitions: this.facts?.partitions.length,
      facts: this.sentence,
      codecs,
      hasRegistry: schemas.isThere,
      placeholders,
      form,
      run: this.run && runState(this.run, this.parts.now()),
    };
  }

  private async check(form: ProduceForm): Promise<FormCheck> {
    const { original, topic, schemas: encoders } = this.parts;
    await encoders.load([form.key, form.value]);
    const { request, problems } = readForm(form, this.facts?.partitions.length, this.sources);
    const warnings = [
      ...(original ? adviseAgain(form, original, this.form, topic) : []),
      ...adviseForm(form, this.facts),
    ];
    const schemas = (['key', 'value'] as const).flatMap((field) => {
      const { kind, schema } = form[field];
      const encoder = kind === 'schema' ? encoders.get(schema) : '';
      return typeof encoder === 'string' ? [] : [`${field === 'key' ? 'Key' : 'Value'}: ${encoder.label}`];
    });
    if (request === undefined) return { problems, warnings, schemas, samples: [] };
    const wanted = request.count === 1 ? [0] : [0, request.count - 1];
    try {
      return { problems, warnings, schemas, samples: wanted.map((n) => ({ n: n + 1, ...shown(request.record(n)) })) };
    } catch (error) {
      if (error instanceof KafkaError)
        return { problems: [{ field: 'value', sentence: error.message }], warnings, schemas, samples: [] };
      throw error;
    }
  }

  private async send(form: ProduceForm): Promise<string | undefined> {
    const { parts } = this;
    await parts.schemas.load([form.key, form.value]);
    const refusal = parts.refusal();
    if (refusal !== undefined) return refusal;
    if (this.run && this.run.elapsedMs === undefined) return 'Records are still being sent.';
    const { request, problems } = readForm(form, this.facts?.partitions.length, this.sources);
    if (request === undefined) return problems[0]?.sentence;
    const run: Run = {
      book: new DeliveryBook(request.count),
      started: parts.now(),
      producing: undefined,
      elapsedMs: undefined,
      isCancelled: false,
    };
    this.run = run;
    void this.carryOut(run, { ...request, topic: parts.topic });
    this.keepTelling(run);
    return undefined;
  }

  private async carryOut(run: Run, request: Parameters<Producer['produce']>[0]): Promise<void> {
    try {
      this.producer ??= this.parts.openProducer();
      const producer = await this.producer;
      run.producing = producer.produce(request, (n, delivery) => run.book.tell(n, delivery));
      if (run.isCancelled) run.producing.cancel();
      await run.producing.done;
    } catch (error) {
      this.producer = undefined;
      const isExpected = error instanceof KafkaError;
      if (!isExpected) this.parts.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
      const sentence = isExpected ? error.message : 'Something unexpected happened; the log has the details.';
      run.book.settle(
        run.producing ? { kind: 'unknown', partition: undefined, sentence } : { kind: 'failed', sentence },
      );
    }
    run.elapsedMs = this.parts.now() - run.started;
    this.poke();
    // The replicas in sync may have changed meanwhile.
    void this.learn();
  }

  private keepTelling(run: Run): void {
    this.poke();
    if (run.elapsedMs === undefined) this.beat = this.parts.after(beatMs, () => this.keepTelling(run));
  }

  private poke(): void {
    this.view?.remote.poke(this.state()).catch(() => undefined);
  }
}

function runState({ book, started, elapsedMs }: Run, now: number): ProduceRunState {
  return {
    isRunning: elapsedMs === undefined,
    total: book.total,
    counts: book.counts(),
    ...book.lines(),
    elapsedMs: elapsedMs ?? now - started,
  };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const sampleCharacters = 200;

function shown({ key, value }: { key: Uint8Array | null; value: Uint8Array | null }): { key: string; value: string } {
  return { key: previewOf(key), value: previewOf(value) };
}

const sampleBytes = 40;

/** What a schema has written may be UTF-8 by accident; nobody reads it as text. */
const hasControls = (text: string): boolean =>
  [...text].some((character) => character < ' ' && !'\t\n\r'.includes(character));

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');

function previewOf(bytes: Uint8Array | null): string {
  if (bytes === null) return 'null';
  try {
    const text = utf8.decode(bytes);
    if (hasControls(text)) return `${bytes.length} bytes: ${hexOf(bytes.subarray(0, sampleBytes))}`;
    return text.length > sampleCharacters ? `${text.slice(0, sampleCharacters)}…` : text;
  } catch {
    return `${bytes.length} bytes that are no UTF-8`;
  }
}
