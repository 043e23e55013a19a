import { SchemaError } from '../kafka/schemas';
import type { AvroType } from './avroTypes';
import { ByteOutput } from './ByteOutput';

/** Deeper values could not be read back. */
const maxDepth = 200;
/** Defaults within defaults multiply, and need not have a byte. */
const maxValues = 1_000_000;

/** What is shared between the record and the trials of which branch of a union a value is. */
interface Shared {
  values: number;
  readonly fitting: Map<AvroType, Map<unknown, boolean>>;
}

/** A record that is being written in Avro: how deep, of how many values, and what is known of its unions. */
export class AvroOutput extends ByteOutput {
  private readonly shared: Shared;
  private depth: number;

  constructor(shared: Shared = { values: 0, fitting: new Map() }, depth = 0) {
    super();
    this.shared = shared;
    this.depth = depth;
  }

  /** Whatever throws in between ends this output. */
  enter(): void {
    this.depth += 1;
    this.shared.values += 1;
    if (this.depth > maxDepth) throw new SchemaError(`The value is nested deeper than ${maxDepth} levels.`);
    if (this.isSpent)
      throw new SchemaError(`The record would have more than ${maxValues.toLocaleString('en')} values.`);
  }

  /** No trial is worth anything from here on. */
  get isSpent(): boolean {
    return this.shared.values > maxValues;
  }

  leave(): void {
    this.depth -= 1;
  }

  /** Written to in place of this one, and thrown away. */
  trial(): AvroOutput {
    return new AvroOutput(this.shared, this.depth);
  }

  fitting(type: AvroType, value: unknown): boolean | undefined {
    return this.shared.fitting.get(type)?.get(value);
  }

  remember(type: AvroType, value: unknown, isFit: boolean): void {
    // Plain values are tried in no time, and there may be many.
    if (typeof value !== 'object' || value === null) return;
    const known = this.shared.fitting.get(type) ?? new Map<unknown, boolean>();
    this.shared.fitting.set(type, known.set(value, isFit));
  }
}
