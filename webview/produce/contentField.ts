import type { Content, ContentKind } from '../../src/protocol/produce';
import { makeDropdown, makeTextArea } from '../shared/controls';
import { element } from '../shared/element';
import { Field } from './field';
import { SchemaFields, type SchemaHost } from './schemaFields';

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
  private readonly schema: SchemaFields | undefined;
  private readonly subject: string;
  private readonly area;

  /** `nullName`: what null is called here. `registry`: who is asked for schemas, and the subject that is usual here. */
  constructor(
    label: string,
    nullName: string,
    rows: number,
    onInput: () => void,
    registry?: { readonly host: SchemaHost; readonly subject: string },
  ) {
    const changed = (): void => {
      this.showNull();
      onInput();
    };
    const bySchema = registry ? [['schema', 'JSON by a schema'] as const] : [];
    this.kind = makeDropdown(`${label}: written as`, [...kinds, ...bySchema, ['null', nullName]], changed);
    this.schema = registry && new SchemaFields(label, registry.host, onInput);
    this.subject = registry?.subject ?? '';
    this.area = makeTextArea(label, '', onInput);
    this.area.rows = rows;
    this.field = new Field(
      label,
      element('div', 'content', this.kind, ...(this.schema ? [this.schema.root] : []), this.area),
    );
  }

  read(): Content {
    const kind = this.kind.value as ContentKind;
    return { kind, text: this.area.value, ...(kind === 'schema' && this.schema ? { schema: this.schema.read() } : {}) };
  }

  write({ kind, text, schema }: Content): void {
    this.kind.value = kind;
    if (schema) this.schema?.write(schema);
    this.area.value = text;
    this.showNull();
  }

  private showNull(): void {
    this.area.hidden = this.kind.value === 'null';
    this.schema?.show(this.kind.value === 'schema', this.subject);
  }
}
