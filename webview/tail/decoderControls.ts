import { visibleText } from '../../src/base/visibleText';
import type { DecoderChoice, DecoderKind, Decoders, LocalSchema } from '../../src/protocol/decoding';
import { makeDropdown } from '../shared/controls';
import { element } from '../shared/element';

export interface DecoderListener {
  decode(decoders: Decoders): void;
  pickSchema(): Promise<LocalSchema | undefined>;
  failed(error: unknown): void;
}

/** How keys and values are shown. A choice counts at once: nothing is read again for it. */
export class DecoderControls {
  readonly root: HTMLElement;
  private readonly key: DecoderField;
  private readonly value: DecoderField;

  constructor(listener: DecoderListener) {
    const changed = (): void => listener.decode({ key: this.key.choice, value: this.value.choice });
    this.key = new DecoderField('Show keys as', listener, changed);
    this.value = new DecoderField('Show values as', listener, changed);
    this.root = element('div', 'analysis-controls', this.key.root, this.value.root);
  }

  write({ key, value }: Decoders): void {
    this.key.write(key);
    this.value.write(value);
  }
}

class DecoderField {
  readonly root: HTMLElement;
  choice: DecoderChoice = { kind: 'auto' };
  private readonly kind;
  private readonly file = element('span', 'muted');
  private readonly listener: DecoderListener;
  private readonly changed: () => void;

  constructor(label: string, listener: DecoderListener, changed: () => void) {
    this.listener = listener;
    this.changed = changed;
    this.kind = makeDropdown(label, names, () => void this.choose(this.kind.value as DecoderKind));
    this.root = element('div', 'field', element('span', 'label', label), this.kind, this.file);
  }

  write(choice: DecoderChoice): void {
    this.choice = choice;
    this.kind.value = choice.kind;
    this.file.textContent = choice.kind === 'avro' ? visibleText(choice.schema.name) : '';
  }

  private async choose(kind: DecoderKind): Promise<void> {
    if (kind !== 'avro') this.write({ kind });
    else {
      const schema = await this.pick();
      // Without a file everything stays as it was.
      this.write(schema ? { kind, schema } : this.choice);
      if (!schema) return;
    }
    this.changed();
  }

  private async pick(): Promise<LocalSchema | undefined> {
    try {
      return await this.listener.pickSchema();
    } catch (error) {
      this.listener.failed(error);
      return undefined;
    }
  }
}

const names: readonly (readonly [DecoderKind, string])[] = [
  ['auto', 'Detect'],
  ['text', 'UTF-8'],
  ['json', 'JSON'],
  ['schema', 'Schema registry'],
  ['avro', 'Avro schema file…'],
  ['hex', 'Hex'],
  ['base64', 'Base64'],
  ['int32', 'Integer, 32 bit'],
  ['int64', 'Integer, 64 bit'],
  ['int32le', 'Integer, 32 bit, little-endian'],
  ['int64le', 'Integer, 64 bit, little-endian'],
  ['double', 'Double'],
];
