import type { Delivery } from '../kafka/producer';
import type { DeliveryKind, ResultLine } from '../protocol/produce';

/** Lines that are shown; what goes well is one line for each partition's run of records. */
const maxLines = 200;

/** What became of the records of one run. */
export class DeliveryBook {
  readonly total: number;
  private readonly fates: (Delivery | undefined)[] = [];

  constructor(total: number) {
    this.total = total;
  }

  tell(n: number, delivery: Delivery): void {
    this.fates[n] = delivery;
  }

  /** Decides what nothing was told about. */
  settle(fate: Delivery): void {
    for (let n = 0; n < this.total; n++) this.fates[n] ??= fate;
  }

  counts(): Record<DeliveryKind, number> {
    const counts = { acknowledged: 0, unconfirmed: 0, pending: 0, unknown: 0, failed: 0, cancelled: 0 };
    for (const fate of this.fates) if (fate) counts[fate.kind] += 1;
    return counts;
  }

  /** Neighbours of one fate in one line; `more` counts the lines beyond the bound. */
  lines(): { readonly lines: readonly ResultLine[]; readonly more: number } {
    const lines: ResultLine[] = [];
    let more = 0;
    let open: ResultLine | undefined;
    const close = (): void => {
      if (open === undefined) return;
      if (lines.length < maxLines) lines.push(open);
      else more += 1;
    };
    this.fates.forEach((fate, n) => {
      if (fate === undefined) return;
      const line = lineOf(fate, n + 1);
      if (open !== undefined && continues(open, line)) open = { ...open, to: line.to };
      else {
        close();
        open = line;
      }
    });
    close();
    return { lines, more };
  }
}

function lineOf(fate: Delivery, number: number): ResultLine {
  return {
    kind: fate.kind,
    from: number,
    to: number,
    ...('partition' in fate && fate.partition !== undefined ? { partition: fate.partition } : {}),
    ...('offset' in fate && fate.offset !== undefined ? { offset: fate.offset } : {}),
    ...('sentence' in fate ? { sentence: fate.sentence } : {}),
  };
}

function continues(open: ResultLine, next: ResultLine): boolean {
  const offset = open.offset === undefined ? undefined : open.offset + next.from - open.from;
  return (
    next.from === open.to + 1 &&
    next.kind === open.kind &&
    next.partition === open.partition &&
    next.sentence === open.sentence &&
    next.offset === offset
  );
}
