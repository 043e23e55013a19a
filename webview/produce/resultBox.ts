import { visibleText } from '../../src/base/visibleText';
import type { DeliveryKind, ProduceRunState, ResultLine } from '../../src/protocol/produce';
import { makeButton } from '../shared/controls';
import { element } from '../shared/element';

/** Sign, word and meaning of each fate: never colour alone. */
const looks: { readonly [K in DeliveryKind]: readonly [sign: string, word: string, meaning: string] } = {
  acknowledged: ['✓', 'acknowledged', 'The broker answered for it.'],
  unconfirmed: ['?', 'sent, never confirmed', 'acks=0: the broker took the request and does not tell more.'],
  pending: ['…', 'in an open transaction', 'Written; what becomes of it is decided when the transaction ends.'],
  unknown: ['?', 'unknown', 'Sent, and nobody here can know whether it was written.'],
  failed: ['✕', 'failed', 'Certainly not written, or in an aborted transaction.'],
  cancelled: ['–', 'not sent', 'Stopped before it was sent.'],
};

/** What became of the records: numbers first, then runs of records with the same fate. */
export class ResultBox {
  readonly root = element('section', 'result');
  private readonly title = element('h2', '', 'Result');
  private readonly status = element('p', 'status');
  private readonly counts = element('ul', 'counts');
  private readonly list = element('ul', 'lines');
  private readonly more = element('p', 'more');
  private readonly showInTail: (partition: number, offset: number) => void;
  private drawn = '';

  constructor(showInTail: (partition: number, offset: number) => void) {
    this.showInTail = showInTail;
    this.status.setAttribute('role', 'status');
    this.root.hidden = true;
    this.root.append(this.title, this.status, this.counts, this.list, this.more);
  }

  show(run: ProduceRunState | undefined): void {
    this.root.hidden = run === undefined;
    if (!run) return;
    this.status.textContent = statusOf(run);
    const picture = JSON.stringify([run.counts, run.lines, run.more]);
    // Drawing anew would take the focus off a button.
    if (picture === this.drawn) return;
    this.drawn = picture;
    this.counts.replaceChildren(...countsOf(run));
    this.list.replaceChildren(...run.lines.map((line) => this.lineOf(line)));
    this.more.hidden = run.more === 0;
    this.more.textContent = `${run.more.toLocaleString('en')} more lines are not listed.`;
  }

  private lineOf(line: ResultLine): HTMLElement {
    const [sign, word, meaning] = looks[line.kind];
    const { partition, offset } = line;
    const text = element('span', 'what', `${numbersOf(line)} ${word}${placeOf(line)}`);
    const item = element('li', `line ${line.kind}`, element('span', 'sign', sign), text);
    item.title = meaning;
    if (line.sentence !== undefined) item.append(element('span', 'why', visibleText(line.sentence)));
    if (partition !== undefined && offset !== undefined && line.kind !== 'pending')
      item.append(
        makeButton('Show in tail', `Tail the topic from ${partition}:${offset} on`, () =>
          this.showInTail(partition, offset),
        ),
      );
    return item;
  }
}

function statusOf({ isRunning, total, counts, elapsedMs }: ProduceRunState): string {
  const told = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const time = elapsedMs < 1_000 ? `${Math.round(elapsedMs)} ms` : `${(elapsedMs / 1_000).toFixed(1)} s`;
  if (isRunning) return `Sending: ${told.toLocaleString('en')} of ${total.toLocaleString('en')} records, ${time}`;
  return `${total.toLocaleString('en')} ${total === 1 ? 'record' : 'records'} in ${time}`;
}

function countsOf({ counts }: ProduceRunState): HTMLElement[] {
  return (Object.keys(looks) as DeliveryKind[])
    .filter((kind) => counts[kind] > 0)
    .map((kind) => {
      const [sign, word, meaning] = looks[kind];
      const count = counts[kind].toLocaleString('en');
      const item = element('li', kind, element('span', 'sign', sign), `${count} ${word}`);
      item.title = meaning;
      return item;
    });
}

const numbersOf = ({ from, to }: ResultLine): string => (from === to ? `Record ${from}` : `Records ${from} to ${to}`);

function placeOf({ from, to, partition, offset }: ResultLine): string {
  if (partition === undefined) return '';
  if (offset === undefined) return `, partition ${partition}`;
  const last = offset + to - from;
  return last === offset ? ` at ${partition}:${offset}` : ` at ${partition}:${offset} to ${last}`;
}
