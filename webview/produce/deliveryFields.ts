import type { Acks, ProduceForm, ProducerCodec, ProducerKind } from '../../src/protocol/produce';
import { makeDropdown, makeRadioGroup, makeTextField } from '../shared/controls';
import { element } from '../shared/element';
import { Field } from './field';

const acksNames: readonly (readonly [string, string])[] = [
  ['0', '0: nobody'],
  ['1', '1: the leader'],
  ['all', 'all: in-sync replicas'],
];
const kindNames: readonly (readonly [ProducerKind, string])[] = [
  ['plain', 'Plain'],
  ['idempotent', 'Idempotent'],
  ['transactional', 'Transactional'],
];

/** How many, where to, and with which guarantee. */
export class DeliveryFields {
  readonly root: HTMLElement;
  private readonly count;
  private readonly rate;
  private readonly partition;
  private readonly acks;
  private readonly kind;
  private readonly codec;
  private readonly fields: Readonly<Record<string, Field>>;

  constructor(codecs: readonly ProducerCodec[], onInput: () => void) {
    const field = (label: string, placeholder: string) => makeTextField(label, placeholder, onInput, onInput);
    this.count = field('Number of records', '1');
    this.rate = field('Records per second', 'as fast as it goes');
    this.partition = field('Partition', 'by key');
    this.acks = makeDropdown('acks', acksNames, onInput);
    this.kind = makeRadioGroup('Producer', kindNames, onInput);
    this.codec = makeDropdown(
      'Compression',
      codecs.map((codec) => [codec, codec] as const),
      onInput,
    );
    this.fields = {
      count: new Field('Records', this.count),
      rate: new Field('Records per second', this.rate),
      partition: new Field('Partition', this.partition),
      acks: new Field('acks', this.acks),
      kind: new Field('Producer', this.kind),
      codec: new Field('Compression', this.codec),
    };
    this.root = element('div', 'delivery', ...Object.values(this.fields).map(({ root }) => root));
  }

  read(): Pick<ProduceForm, 'count' | 'rate' | 'partition' | 'acks' | 'kind' | 'codec'> {
    const acks: Acks = this.acks.value === '0' ? 0 : this.acks.value === '1' ? 1 : 'all';
    return {
      count: this.count.value,
      rate: this.rate.value,
      partition: this.partition.value,
      acks,
      kind: this.kind.value as ProducerKind,
      codec: this.codec.value as ProducerCodec,
    };
  }

  write(form: ProduceForm): void {
    this.count.value = form.count;
    this.rate.value = form.rate;
    this.partition.value = form.partition;
    this.acks.value = String(form.acks);
    this.kind.value = form.kind;
    this.codec.value = form.codec;
  }

  tell(problems: ReadonlyMap<string, string>): void {
    for (const [name, field] of Object.entries(this.fields)) field.tell(problems.get(name));
  }
}
