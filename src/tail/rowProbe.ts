import type { RecordView } from '../kafka/model';
import type { RowTrait } from './filterExpression';
import type { FindingKind } from './model';
import type { Probe } from './probe';
import type { RowSources } from './renderRow';
import { emptyRow, HOLE, RECORD, type RowFields, type RowKind } from './rowStore';

/** {@link Probe} over the stored columns of a row. */
export class RowProbe implements Probe {
  readonly fields: RowFields = emptyRow();
  row = -1;
  topic = '';
  partition = -1;
  timestamp = -1;
  payload: RecordView | undefined;
  private readonly sources: RowSources;
  private readonly ask: {
    text(row: number): string;
    isFinding(row: number, kind: FindingKind | undefined): boolean;
  };

  constructor(sources: RowSources, ask: RowProbe['ask']) {
    this.sources = sources;
    this.ask = ask;
  }

  get kind(): RowKind {
    return this.fields.kind;
  }

  get offset(): number {
    return this.fields.offset;
  }

  get sequence(): number {
    return this.fields.kind === RECORD ? this.fields.sequence : Number.NaN;
  }

  get valueBytes(): number {
    return this.fields.valueBytes;
  }

  get producerId(): number {
    return this.sources.batches.producerId(this.fields.batch);
  }

  get text(): string {
    return this.ask.text(this.row);
  }

  is(trait: RowTrait): boolean {
    const { kind, batch, valueBytes } = this.fields;
    switch (trait) {
      case 'anomaly':
        return this.ask.isFinding(this.row, undefined);
      case 'hole':
        return kind === HOLE;
      case 'tombstone':
        return kind === RECORD && valueBytes < 0;
      case 'transactional':
        return kind === RECORD && this.sources.batches.transaction(batch) !== 'none';
      case 'pending':
      case 'committed':
        return kind === RECORD && this.sources.batches.transaction(batch) === trait;
      default:
        return this.ask.isFinding(this.row, trait);
    }
  }
}
