import type { Content, ContentKind } from '../../src/protocol/produce';
import { makeDropdown, makeTextArea } from '../shared/controls';
import { element } from '../shared/element';
import { Field } from './field';

const kinds = [
  ['text', 'Text'],
  ['json', 'JSON'],
  ['hex', 'Hex'],
  ['base64', 'Base64'],
] as const;

/** Bytes as the user writes them: how to read the text, and the text. */
export class ContentField {
  readonly field: Field;
  private readonly kind;
  private readonly area;

  /** `nullName`: what null is called here. */
  constructor(label: string, nullName: string, rows: number, onInput: () => void) {
    const changed = (): void => {
      this.showNull();
      onInput();
    };
    this.kind = makeDropdown(`${label}: written as`, [...kinds, ['null', nullName]], changed);
    this.area = makeTextArea(label, '', onInput);
    this.area.rows = rows;
    this.field = new Field(label, element('div', 'content', this.kind, this.area));
  }

  read(): Content {
    return { kind: this.kind.value as ContentKind, text: this.area.value };
  }

  write({ kind, text }: Content): void {
    this.kind.value = kind;
    this.area.value = text;
    this.showNull();
  }

  private showNull(): void {
    this.area.hidden = this.kind.value === 'null';
  }
}
