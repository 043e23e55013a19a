import type { HeaderField } from '../../src/protocol/produce';
import { makeButton, makeTextField } from '../shared/controls';
import { element } from '../shared/element';
import { ContentField } from './contentField';

interface Row {
  readonly root: HTMLElement;
  readonly name: { value: string };
  readonly content: ContentField;
}

/** The headers of the record, in their order; a name may come twice. */
export class HeaderRows {
  readonly root = element('div', 'headers');
  private readonly list = element('div', 'header-list');
  private readonly onInput: () => void;
  private rows: Row[] = [];

  constructor(onInput: () => void) {
    this.onInput = onInput;
    const add = makeButton('Add header', 'Add a header to each record', () => {
      const row = this.add({ name: '', content: { kind: 'text', text: '' } });
      (row.name as HTMLElement & { value: string }).focus();
      onInput();
    });
    this.root.append(this.list, add);
  }

  read(): HeaderField[] {
    return this.rows.map(({ name, content }) => ({ name: name.value, content: content.read() }));
  }

  write(headers: readonly HeaderField[]): void {
    this.rows = [];
    this.list.replaceChildren();
    for (const header of headers) this.add(header);
  }

  tell(at: number, sentence: string | undefined): void {
    this.rows[at]?.content.field.tell(sentence);
  }

  get count(): number {
    return this.rows.length;
  }

  private add(header: HeaderField): Row {
    const name = makeTextField('Name of the header', 'name', this.onInput, this.onInput);
    name.value = header.name;
    const content = new ContentField('Header value', 'Null', 1, this.onInput);
    content.write(header.content);
    const remove = makeButton('Remove', 'Remove this header', () => {
      this.rows = this.rows.filter((one) => one !== row);
      row.root.remove();
      this.onInput();
    });
    const row: Row = { root: element('div', 'header', name, content.field.root, remove), name, content };
    this.rows.push(row);
    this.list.append(row.root);
    return row;
  }
}
