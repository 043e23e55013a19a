import { strictEqual, throws } from 'node:assert/strict';
import { createCodec } from '../../../src/schemas/createCodec';
import { hex } from './hex';

const json = (schema: unknown, references: readonly (readonly [string, string])[] = []) =>
  createCodec({ type: 'JSON', text: JSON.stringify(schema) }, references);

const order = {
  type: 'object',
  properties: { id: { type: 'integer' }, state: { enum: ['new', 'paid'] }, day: { type: 'string', format: 'date' } },
  required: ['id'],
  additionalProperties: false,
};

describe('JSON Schema', () => {
  it('shows the text as it stands in the record', () => {
    const text = '{ "id": 12345678901234567890 }';
    strictEqual(json(order).decode(Buffer.from(text)), text);
    throws(() => json(order).decode(Buffer.from('id')), { message: 'What follows the schema id is no JSON.' });
  });

  it('writes what fits and says what does not', () => {
    strictEqual(hex(json(order).encode('{"id":1}')), Buffer.from('{"id":1}').toString('hex'));
    for (const [text, sentence] of [
      ['{}', "The value must have required property 'id'."],
      ['{"id":"1"}', 'id must be integer.'],
      ['{"id":1,"state":"x"}', 'state must be equal to one of the allowed values: "new", "paid".'],
      ['{"id":1,"x":2}', 'The value must NOT have additional properties: x.'],
      ['{"id":1,"day":"2024-02-30"}', 'day must match format "date".'],
    ] as const)
      throws(() => json(order).encode(text), { message: sentence });
  });

  it('knows the drafts by their name', () => {
    const dialects = [
      ['http://json-schema.org/draft-04/schema#', { type: 'number', maximum: 5, exclusiveMaximum: true }],
      ['http://json-schema.org/draft-06/schema#', { exclusiveMaximum: 5 }],
      ['http://json-schema.org/draft-07/schema#', { exclusiveMaximum: 5 }],
      ['https://json-schema.org/draft/2019-09/schema', { exclusiveMaximum: 5 }],
      ['https://json-schema.org/draft/2020-12/schema', { exclusiveMaximum: 5 }],
    ] as const;
    for (const [$schema, rest] of dialects) {
      strictEqual(hex(json({ $schema, ...rest }).encode('4')), '34', $schema);
      throws(() => json({ $schema, ...rest }).encode('5'), { message: 'The value must be < 5.' }, $schema);
    }
  });

  it('follows references by the name that the schema uses', () => {
    const schema = { type: 'object', properties: { order: { $ref: 'order.json' } } };
    const codec = json(schema, [['order.json', JSON.stringify(order)]]);
    throws(() => codec.encode('{"order":{"id":"1"}}'), { message: 'order.id must be integer.' });
    throws(
      () => json(schema).encode('{}'),
      /^SchemaError: The JSON schema cannot be used: can't resolve reference order\.json/,
    );
  });

  it('follows a schema that contains itself', () => {
    const list = { type: 'object', properties: { next: { $ref: '#' }, n: { type: 'integer' } } };
    throws(() => json(list).encode('{"next":{"next":{"n":"x"}}}'), { message: 'next.next.n must be integer.' });
  });
});
