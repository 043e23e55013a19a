import { formatJson } from '../../src/base/formatJson';
import { visibleText } from '../../src/base/visibleText';
import type { Preview, Row, RowExplanation, TailDetails } from '../../src/protocol/tail';
import { makeButton } from '../shared/controls';
import { element } from '../shared/element';
import { formatFullTime } from './formatTime';
import { fieldPicker, payloadBlock } from './jsonLines';
import { formatBytes } from './renderRow';
import type { TextPainter } from './textPainter';

export interface DetailsListener {
  /** How a partition is called. */
  nameOf(partition: number): string;
  close(): void;
  copy(form: 'key' | 'value'): void;
  /** The menu of what can be copied is wanted at a place in the page. */
  copyMenu(x: number, y: number): void;
  /** Shows a field of the value as a column. */
  pin(path: string): void;
  showOriginal(): void;
  showPlace(place: { readonly partition: number; readonly offset: number }): void;
}

/** Everything about the selected record. Payloads are text nodes, whatever they contain. */
export class DetailsPane {
  readonly root = element('aside', 'details');
  private readonly listener: DetailsListener;
  private readonly more = element('div', 'explain-more');
  /** The text of the gap's or hole's row that is explained. */
  private explained: string | undefined;

  private readonly painter: TextPainter;

  constructor(listener: DetailsListener, painter: TextPainter) {
    this.listener = listener;
    this.painter = painter;
    this.root.setAttribute('aria-label', 'Details of the selected record');
    this.root.tabIndex = -1;
    this.root.hidden = true;
  }

  get isOpen(): boolean {
    return !this.root.hidden;
  }

  close(): void {
    this.root.hidden = true;
    this.explained = undefined;
    this.root.replaceChildren();
  }

  /** One sentence where there is no record to show. */
  showSentence(sentence: string): void {
    this.fill(element('h2', '', 'Details'), element('p', 'muted', visibleText(sentence)));
  }

  /** Of a gap or a hole. */
  showExplanation(row: Exclude<Row, { readonly kind: 'record' }>, { places, ...said }: RowExplanation): void {
    const jumps = places.map(({ name, ...place }) =>
      makeButton(`Show ${name} ${this.nameOf(place.partition)}:${place.offset}`, `Select the ${name}`, () =>
        this.listener.showPlace(place),
      ),
    );
    this.fill(element('h2', '', this.titleOf(row)), explanationBox(said, jumps), this.more);
    this.explained = row.text;
  }

  /** What came later than the rest, under the explanation; what the user reads stays where it is. */
  explainMore(...sections: readonly Node[]): void {
    this.more.replaceChildren(...sections);
  }

  /** A gap is settled while one looks at it: what is said here must not stay behind its row. */
  isBehind(row: Row | undefined): boolean {
    return this.explained !== undefined && row !== undefined && row.kind !== 'record' && row.text !== this.explained;
  }

  show(details: TailDetails): void {
    this.fill(
      element('h2', '', `Partition ${this.nameOf(details.partition)}, offset ${details.offset}`),
      ...this.explanation(details),
      this.more,
      facts(details),
      ...this.payload(details),
    );
  }

  private titleOf({ kind, code, partition }: Exclude<Row, { readonly kind: 'record' }>): string {
    if (code === 'O11') return 'Topic created again';
    return `${kind === 'gap' ? 'Gap' : 'Offsets without a record'}, partition ${this.nameOf(partition)}`;
  }

  private nameOf(partition: number): string {
    return visibleText(this.listener.nameOf(partition));
  }

  private payload(details: TailDetails): readonly Node[] {
    if (details.payload === 'unavailable') return [element('p', 'muted', goneText)];
    return [
      ...(details.payload === 'read again' ? [element('p', 'muted', againText)] : []),
      ...this.field('Key', details.key, details.keyBytes),
      ...this.field('Value', details.value, details.valueBytes),
      ...headers(details),
    ];
  }

  private fill(title: HTMLElement, ...content: readonly Node[]): void {
    const close = makeButton('Close', 'Close the details (Esc)', () => this.listener.close());
    this.explained = undefined;
    this.more.replaceChildren();
    const copy = makeButton('Copy…', 'Copy the row: as JSON, place, kcat command (y)', () => {
      const { left, bottom } = copy.getBoundingClientRect();
      this.listener.copyMenu(left, bottom);
    });
    const hadFocus = this.root.contains(document.activeElement);
    this.root.replaceChildren(element('div', 'details-title', title, copy, close), ...content);
    this.root.hidden = false;
    this.root.scrollTop = 0;
    // What was pressed to come here is gone.
    if (hadFocus) this.root.focus();
  }

  private explanation({ explanation }: TailDetails): readonly Node[] {
    if (!explanation) return [];
    const { of } = explanation;
    const jump =
      of &&
      makeButton(`Show original ${this.nameOf(of.partition)}:${of.offset}`, 'Select the earlier copy (o)', () =>
        this.listener.showOriginal(),
      );
    return [explanationBox(explanation, jump ? [jump] : [])];
  }

  private field(name: string, preview: Preview | null, bytes: number): readonly Node[] {
    const title = element('h3', '', name);
    if (!preview) return [title, element('p', 'muted', `null`)];
    const size = preview.cut ? `first part of ${formatBytes(bytes)}` : formatBytes(bytes);
    const pretty = preview.binary || preview.cut ? undefined : formatJson(preview.text);
    const kind = preview.as ?? (preview.binary ? 'not UTF-8, shown as hex' : pretty === undefined ? 'text' : 'JSON');
    const block = payloadBlock(pretty ?? preview.text, pretty !== undefined, name, this.painter);
    const copy = makeButton('Copy', `Copy the ${name.toLowerCase()}`, () =>
      this.listener.copy(name === 'Key' ? 'key' : 'value'),
    );
    const picker =
      pretty === undefined || name !== 'Value'
        ? []
        : [fieldPicker(block, pretty, this.painter, (path) => this.listener.pin(path))];
    const line = element(
      'div',
      'field-title',
      title,
      element('span', 'muted', visibleText(`${kind}, ${size}`)),
      ...picker,
      copy,
    );
    const why =
      preview.problem === undefined ? [] : [element('p', 'muted', `Not decoded: ${visibleText(preview.problem)}`)];
    return [line, ...why, block];
  }
}

function explanationBox(
  { sentence, evidence }: Pick<RowExplanation, 'sentence' | 'evidence'>,
  jumps: readonly Node[],
): HTMLElement {
  const box = element('section', 'explanation', element('p', 'sentence', visibleText(sentence)));
  if (evidence.length > 0) {
    box.append(element('ul', '', ...evidence.map((line) => element('li', '', visibleText(line)))));
  }
  if (jumps.length > 0) box.append(element('div', 'jumps', ...jumps));
  return box;
}

const againText = 'Key and value had left memory and were read from Kafka again.';
const goneText =
  'Key and value have left memory, and Kafka did not give them again: the record may have expired meanwhile.';

function facts(details: TailDetails): HTMLElement {
  const { timestamp, timestampType, producerId, producerEpoch, baseSequence, transaction } = details;
  const rows: readonly (readonly [string, string])[] = [
    [timestampType === 'create' ? 'Created' : 'Appended', formatFullTime(timestamp)],
    [
      'Producer',
      producerId === -1
        ? 'without idempotence'
        : `id ${producerId}, epoch ${producerEpoch}, batch starts at sequence ${baseSequence}`,
    ],
    ['Transaction', transactionTexts[transaction]],
  ];
  const list = element('dl', 'facts');
  for (const [name, value] of rows) list.append(element('dt', '', name), element('dd', '', value));
  return list;
}

const transactionTexts: Readonly<Record<TailDetails['transaction'], string>> = {
  none: 'not transactional',
  pending: 'pending',
  committed: 'committed',
  aborted: 'aborted',
  unknown: 'transactional, its outcome was not read',
};

function headers(details: TailDetails): readonly Node[] {
  if (details.headers.length === 0) return [];
  const list = element('dl', 'facts headers');
  for (const { name, value } of details.headers) {
    const text =
      value === null ? 'null' : `${value.binary ? '0x ' : ''}${visibleText(value.text)}${value.cut ? '…' : ''}`;
    list.append(element('dt', '', visibleText(name)), element('dd', '', text));
  }
  return [element('h3', '', 'Headers'), list];
}
