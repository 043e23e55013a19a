import type { IdentityChoice, SequenceChoice, SequenceScope, TailOptions, TailSnapshot } from '../../src/protocol/tail';
import { makeButton, makeDropdown, makeTextField } from '../shared/controls';
import { element } from '../shared/element';
import { foundIdentity, foundSequence } from './foundRule';
import type { Parsed } from './parseStart';

type How = Pick<TailOptions, 'isolation' | 'identity' | 'sequence'>;

/** How copies and gaps are recognised, and which records are seen at all. */
export class AnalysisControls {
  readonly root: HTMLElement;
  private readonly isolation;
  private readonly identity;
  private readonly identityName;
  private readonly sequence;
  private readonly sequenceName;
  private readonly scope;
  private readonly keepIdentity;
  private readonly keepSequence;
  private found: { readonly identity: IdentityChoice | undefined; readonly sequence: SequenceChoice | undefined } = {
    identity: undefined,
    sequence: undefined,
  };

  constructor(onEdit: () => void, onEnter: () => void) {
    const edited = (): void => {
      this.showFields();
      onEdit();
    };
    this.isolation = makeDropdown(
      'Which records are read',
      [
        ['read_uncommitted', 'All records'],
        ['read_committed', 'Committed only'],
      ],
      edited,
    );
    this.identity = makeDropdown(
      'How copies of a message are recognised',
      [
        ['auto', 'Detect'],
        ['content', 'Key and value'],
        ['header', 'Header'],
        ['json', 'JSON field'],
        ['none', 'Off'],
      ],
      edited,
    );
    this.identityName = makeTextField('Header or JSON path of the message id', '', onEdit, onEnter);
    this.sequence = makeDropdown(
      'Where the sequence number stands',
      [
        ['auto', 'Detect'],
        ['value', 'End of value'],
        ['key', 'End of key'],
        ['header', 'Header'],
        ['json', 'JSON field'],
        ['none', 'Off'],
      ],
      edited,
    );
    this.sequenceName = makeTextField('Header or JSON path of the sequence number', '', onEdit, onEnter);
    this.scope = makeDropdown(
      'What makes one numbered stream',
      [
        ['', 'any scope'],
        ['key', 'per key'],
        ['key+source', 'per key and source'],
        ['partition', 'per partition'],
        ['topic', 'whole topic'],
        ['producer', 'per producer'],
      ],
      edited,
    );
    this.keepIdentity = keepButton('Keep the message id that was found: by its name, an id alone decides', () => {
      if (this.found.identity) this.writeIdentity(this.found.identity);
      edited();
      this.identity.focus();
    });
    this.keepSequence = keepButton('Keep the sequence number and the scope that were found', () => {
      if (this.found.sequence) this.writeSequence(this.found.sequence);
      edited();
      this.sequence.focus();
    });
    this.root = element(
      'div',
      'analysis-controls',
      field('Read', this.isolation),
      field('Message id', this.identity, this.identityName, this.keepIdentity),
      field('Sequence', this.sequence, this.sequenceName, this.scope, this.keepSequence),
    );
    this.showFields();
  }

  /** What was found by itself can be kept as it is. */
  show({ counters }: Pick<TailSnapshot, 'counters'>): void {
    const [identity, sequence] = [foundIdentity(counters), foundSequence(counters)];
    const changed = !this.found.identity !== !identity || !this.found.sequence !== !sequence;
    this.found = { identity, sequence };
    if (changed) this.showFields();
  }

  write({ isolation, identity, sequence }: How): void {
    this.isolation.value = isolation;
    this.writeIdentity(identity);
    this.writeSequence(sequence);
    this.showFields();
  }

  private writeIdentity(identity: IdentityChoice): void {
    this.identity.value = identity.kind;
    this.identityName.value =
      identity.kind === 'header' ? identity.name : identity.kind === 'json' ? identity.path : '';
  }

  private writeSequence(sequence: SequenceChoice): void {
    this.sequence.value = sequence.kind === 'trailing' ? sequence.of : sequence.kind;
    this.sequenceName.value =
      sequence.kind === 'header' ? sequence.name : sequence.kind === 'json' ? sequence.path : '';
    this.scope.value = ('scope' in sequence && sequence.scope) || '';
  }

  read(): Parsed<How> {
    const identity = readIdentity(this.identity.value, this.identityName.value.trim());
    if (!identity) return { problem: 'Type the name of the header or the JSON path that holds the message id.' };
    const sequence = readSequence(this.sequence.value, this.sequenceName.value.trim(), this.scope.value);
    if (!sequence) return { problem: 'Type the name of the header or the JSON path that holds the sequence number.' };
    const isolation = this.isolation.value === 'read_committed' ? 'read_committed' : 'read_uncommitted';
    return { value: { isolation, identity, sequence } };
  }

  private showFields(): void {
    for (const [choice, name] of [
      [this.identity.value, this.identityName],
      [this.sequence.value, this.sequenceName],
    ] as const) {
      name.hidden = choice !== 'header' && choice !== 'json';
      name.placeholder = choice === 'json' ? 'path, such as meta.id' : 'header name';
    }
    this.keepIdentity.hidden = this.identity.value !== 'auto' || !this.found.identity;
    this.keepSequence.hidden = this.sequence.value !== 'auto' || !this.found.sequence;
    this.scope.hidden = this.sequence.value === 'auto' || this.sequence.value === 'none';
  }
}

const keepButton = (tooltip: string, keep: () => void): HTMLElement => {
  const button = makeButton('Keep found', tooltip, keep);
  button.hidden = true;
  return button;
};

const field = (label: string, ...controls: readonly HTMLElement[]): HTMLElement =>
  element('div', 'field', element('span', 'label', label), ...controls);

function readIdentity(kind: string, name: string): IdentityChoice | undefined {
  if (kind === 'header') return name === '' ? undefined : { kind, name };
  if (kind === 'json') return name === '' ? undefined : { kind, path: name };
  return kind === 'content' || kind === 'none' ? { kind } : { kind: 'auto' };
}

function readSequence(kind: string, name: string, scopeName: string): SequenceChoice | undefined {
  const scope = scopeName === '' ? {} : { scope: scopeName as SequenceScope };
  if (kind === 'value' || kind === 'key') return { kind: 'trailing', of: kind, ...scope };
  if (kind === 'header') return name === '' ? undefined : { kind, name, ...scope };
  if (kind === 'json') return name === '' ? undefined : { kind, path: name, ...scope };
  return kind === 'none' ? { kind } : { kind: 'auto' };
}
