import assert from 'node:assert/strict';
import { firstForm, formOf } from '../../../src/produce/firstForm';
import { readForm } from '../../../src/produce/readForm';
import type { Content, ProduceForm } from '../../../src/protocol/produce';

const sources = {
  now: () => 1_700_000_000_000,
  random: () => 0,
  uuid: () => 'u',
  schema: () => 'There is no registry.',
};
const text = (content: string): Content => ({ kind: 'text', text: content });

const read = (changes: Partial<ProduceForm>, partitions: number | undefined = 3) =>
  readForm({ ...firstForm, ...changes }, partitions, sources);

const problems = (changes: Partial<ProduceForm>): string[] =>
  read(changes).problems.map(({ field, sentence }) => `${field}: ${sentence}`);

const utf8 = (bytes: Uint8Array | null | undefined): string | null => (bytes ? Buffer.from(bytes).toString() : null);

describe('the form of records to produce', () => {
  it('makes message1 to message5 of what it begins with', () => {
    const { request } = read({});
    assert.equal(request?.count, 5);
    assert.deepEqual(
      [0, 1, 2, 3, 4].map((n) => utf8(request?.record(n).value)),
      ['message1', 'message2', 'message3', 'message4', 'message5'],
    );
    assert.equal(request?.record(0).key, null);
    assert.deepEqual(
      [request?.acks, request?.kind, request?.partition, request?.rate],
      ['all', 'idempotent', undefined, undefined],
    );
  });

  it('turns text, JSON, hex, base64 and null into bytes, headers too', () => {
    const record = read({
      key: { kind: 'hex', text: '00 ff:0A' },
      value: { kind: 'base64', text: 'AP8=' },
      headers: [
        { name: 'a', content: { kind: 'null', text: 'left over' } },
        { name: 'b', content: { kind: 'json', text: '{"n": {{n}}}' } },
      ],
    }).request?.record(6);
    assert.deepEqual([...(record?.key ?? [])], [0, 255, 10]);
    assert.deepEqual([...(record?.value ?? [])], [0, 255]);
    assert.deepEqual(
      record?.headers.map(({ name, value }) => [name, utf8(value)]),
      [
        ['a', null],
        ['b', '{"n": 7}'],
      ],
    );
  });

  it('keeps braces where placeholders are off, and numbers of JSON as they were typed', () => {
    const { request } = read({
      usesPlaceholders: false,
      key: text('{{n}}'),
      value: { kind: 'json', text: '{"id": 12345678901234567890.10}' },
    });
    assert.equal(utf8(request?.record(0).key), '{{n}}');
    assert.equal(utf8(request?.record(0).value), '{"id": 12345678901234567890.10}');
  });

  it('says field by field what is wrong', () => {
    assert.deepEqual(problems({ value: text('{{x}}') }), [
      'value: {{x}} is no placeholder: see the list, or switch placeholders off.',
    ]);
    assert.deepEqual(problems({ key: { kind: 'hex', text: 'abc' } }), [
      'key: Write pairs of hexadecimal digits, such as 0a ff.',
    ]);
    assert.deepEqual(problems({ key: { kind: 'base64', text: 'a' } }), ['key: This is no base64.']);
    assert.match(problems({ value: { kind: 'json', text: '{' } }).join(), /^value: This is no JSON: /);
    assert.deepEqual(problems({ headers: [{ name: '', content: text('x') }] }), ['header 0: A header needs a name.']);
    assert.deepEqual(problems({ count: '0' }), ['count: Write a whole number from 1 to 100,000.']);
    assert.deepEqual(problems({ count: '1e3' }), ['count: Write a whole number from 1 to 100,000.']);
    assert.deepEqual(problems({ partition: '3' }), ['partition: Write a number from 0 to 2, or nothing.']);
    assert.deepEqual(problems({ rate: 'fast' }), ['rate: Write how many records a second, or nothing.']);
    assert.deepEqual(problems({ acks: 1, kind: 'idempotent' }), ['acks: Idempotence and transactions need acks=all.']);
    assert.deepEqual(problems({ kind: 'transactional', count: '1000', rate: '1' }), [
      'rate: A transaction may last 15 minutes on most clusters; this one would need longer than 10. Raise the rate.',
    ]);
  });

  it('refuses the record that chance has made wrong, and never sends another in its place', () => {
    let asked = 0;
    const random = (): number => (asked++ === 0 ? 0 : 0.9);
    const { request } = readForm({ ...firstForm, value: { kind: 'json', text: '{{pick 1 x}}' } }, 1, {
      ...sources,
      random,
    });
    assert.throws(() => request?.record(0), /^KafkaError: Record 1: This is no JSON: /);
  });

  it('sends a record again as it was, byte by byte', () => {
    const record = {
      key: new Uint8Array([0xff, 0xfe, 0x00]),
      value: new TextEncoder().encode('\ufeff{{n}} ünï'),
      headers: [
        { name: 'h', value: null },
        { name: 'h', value: new Uint8Array([0x80]) },
      ],
    };
    const { request } = readForm(formOf({ ...record, partition: 3, offset: 17 }), 4, sources);
    assert.deepEqual(request?.record(0), record);
    assert.equal(request?.partition, 3);
    assert.equal(request?.count, 1);
  });
});
