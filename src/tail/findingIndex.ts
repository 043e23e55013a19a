import { findingKinds, findingNumber, isLegitimate } from './findingKinds';
import { larger } from './larger';
import type { FindingKind } from './model';

const FIRST_CAPACITY = 256;

/** The rows with a finding in rising order, 5 bytes each: at most as many as there are rows in memory. */
export class FindingIndex {
  private readonly base: number;
  private rows = new Uint32Array(FIRST_CAPACITY);
  private kinds = new Uint8Array(FIRST_CAPACITY);
  private size = 0;
  private chosen: { readonly kind: FindingKind | undefined; readonly at: Uint32Array } | undefined;

  /** No row before `base` will be added. */
  constructor(base: number) {
    this.base = base;
  }

  add(row: number, kind: FindingKind): void {
    if (this.size === this.rows.length) {
      this.rows = larger(this.rows, new Uint32Array(2 * this.size));
      this.kinds = larger(this.kinds, new Uint8Array(2 * this.size));
    }
    this.rows[this.size] = row - this.base;
    this.kinds[this.size] = findingNumber[kind];
    this.size += 1;
  }

  /** Findings of one kind, or every one that is an anomaly, in rows `>= firstRow`. */
  count(kind: FindingKind | undefined, firstRow: number): number {
    return this.of(kind).length - this.rank(kind, firstRow);
  }

  /** How many findings of that kind lie in rows before `row`. */
  rank(kind: FindingKind | undefined, row: number): number {
    const at = this.of(kind);
    let low = 0;
    let high = at.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((at[middle] as number) + this.base < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Row numbers of the findings `from..from + count` of {@link count}. */
  page(kind: FindingKind | undefined, firstRow: number, from: number, count: number): readonly number[] {
    const start = this.rank(kind, firstRow) + from;
    return Array.from(this.of(kind).subarray(start, start + count), (row) => row + this.base);
  }

  /** The list that was asked for last is kept: pages of one list are asked for one after another. */
  private of(kind: FindingKind | undefined): Uint32Array {
    if (this.chosen && this.chosen.kind === kind) return this.chosen.at;
    const wanted = new Set(
      findingKinds
        .filter((it) => (kind === undefined ? !isLegitimate(it) : it === kind))
        .map((it) => findingNumber[it]),
    );
    const rows = this.rows.subarray(0, this.size);
    const at = rows.filter((_, i) => wanted.has(this.kinds[i] as number));
    this.chosen = { kind, at };
    return at;
  }
}
