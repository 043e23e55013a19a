import assert from 'node:assert/strict';
import { withinTime } from '../../../src/host/withinTime';
import { readMessagePath } from '../../../src/kafka/schemaFrame';
import type { SchemaCodec, SchemaType } from '../../../src/kafka/schemas';
import { createCodec, type NamedText } from '../../../src/schemas/createCodec';
import { mutate, randomFrom } from '../../lintCases/mutate';
import { mutateBytes } from '../kafka/kafkajs/mutateBytes';
import { random } from '../tail/readLog';
import { mutateJson } from './mutateJson';
import { mostMs, outcomeOf } from './outcome';
import { type SchemaSample, samples } from './schemaSamples';

/** ACKLENS_FUZZ=20000 looks longer. */
const mutationsEach = Number(process.env.ACKLENS_FUZZ ?? 100);
const seed = Number(process.env.ACKLENS_SEED ?? 20261128);
/** What a value may become at most, with what escapes make of it. */
const mostCharacters = 8_000_000;

describe(`what schemas say and what records hold, damaged (seed ${seed})`, function () {
  this.timeout(60_000 + mutationsEach * 100);

  for (const sample of samples) {
    it(`${sample.name}: reads what it wrote`, () => {
      const codec = createCodec(sample, sample.references);
      for (const json of sample.values)
        assert.deepEqual(JSON.parse(codec.decode(codec.encode(json))), JSON.parse(json));
    });

    it(`${sample.name}: damaged records are JSON or a sentence why not`, () => {
      const next = random(seed);
      const codec = createCodec(sample, sample.references);
      const payloads = sample.values.map((json) => Buffer.from(codec.encode(json)));
      for (let at = 0; at < mutationsEach; at++) {
        const bytes = mutateBytes(payloads[at % payloads.length] ?? Buffer.of(), next);
        read(codec, bytes, () => `record ${at}: ${bytes.toString('hex')}`);
      }
    });

    it(`${sample.name}: damaged schemas are used or refused, and so is what is read and written by them`, () => {
      const next = random(seed);
      const whole = createCodec(sample, sample.references);
      const payloads = sample.values.map((json) => Buffer.from(whole.encode(json)));
      for (let at = 0; at < mutationsEach; at++) {
        const [text, references] = damagedSchema(sample, next);
        const what = (): string => `schema ${at}: ${shortened(text)} with ${shortened(JSON.stringify(references))}`;
        const made = outcomeOf(what, () => createCodec({ type: sample.type, text }, references));
        if (!('value' in made)) continue;
        const payload = payloads[at % payloads.length] ?? Buffer.of();
        for (const bytes of [payload, mutateBytes(payload, next), Buffer.alloc(0), Buffer.alloc(600, at)])
          read(made.value, bytes, () => `${bytes.toString('hex')} by ${what()}`);
        const value = JSON.stringify(mutateJson(JSON.parse(sample.values[at % sample.values.length] ?? '{}'), next));
        for (const json of [value, '{}'])
          outcomeOf(
            () => `${shortened(json)} by ${what()}`,
            // As the form does: other people's patterns have no end of their own.
            () =>
              sample.type === 'JSON' ? withinTime(mostMs / 2, () => made.value.encode(json)) : made.value.encode(json),
          );
      }
      assert.deepEqual(Object.keys(Object.prototype), []);
      assert.equal(Reflect.get({}, 'polluted'), undefined);
    });

    it(`${sample.name}: damaged values are written or refused`, () => {
      const next = random(seed);
      const codec = createCodec(sample, sample.references);
      const values = sample.values.map((json): unknown => JSON.parse(json));
      for (let at = 0; at < mutationsEach; at++) {
        const json = JSON.stringify(mutateJson(values[at % values.length], next));
        const what = (): string => `value ${at}: ${shortened(json)}`;
        const written = outcomeOf(what, () => codec.encode(json));
        if ('value' in written) read(codec, Buffer.from(written.value), what);
      }
    });
  }

  it('message indexes of any bytes are read or refused', () => {
    const next = random(seed);
    for (let at = 0; at < mutationsEach; at++) {
      const bytes = Buffer.from(Array.from({ length: Math.floor(next() * 40) }, () => Math.floor(next() * 256)));
      const found = outcomeOf(
        () => bytes.toString('hex'),
        () => readMessagePath(bytes, 5),
      );
      if ('value' in found) assert.ok(found.value.end <= bytes.length && found.value.path.length <= 100);
    }
  });
});

function read(codec: SchemaCodec, bytes: Buffer, what: () => string): void {
  const found = outcomeOf(what, () => codec.decode(bytes));
  if (!('value' in found)) return;
  assert.ok(found.value.length <= mostCharacters, `${found.value.length} characters: ${what()}`);
  assert.doesNotThrow(() => JSON.parse(found.value), `no JSON: ${shortened(found.value)}, ${what()}`);
}

/** The schema, or one that it refers to. */
function damagedSchema(
  { type, text, references }: SchemaSample,
  next: () => number,
): readonly [text: string, references: readonly NamedText[]] {
  const at = Math.floor(next() * (references.length + 1));
  const damaged = references.map(
    ([name, reference], index) =>
      [name, index + 1 === at ? damagedText(type, reference, text, next) : reference] as const,
  );
  return [at === 0 ? damagedText(type, text, references[0]?.[1] ?? text, next) : text, damaged];
}

function damagedText(type: SchemaType, text: string, other: string, next: () => number): string {
  if (type !== 'PROTOBUF' && next() < 0.8) return JSON.stringify(mutateJson(JSON.parse(text), next));
  // Whole words change places more often than characters: what still parses gets further.
  if (next() < 0.5) return mutate(text, other, randomFrom(Math.floor(next() * 2 ** 31)));
  const words = text.split(/(\b)/);
  for (let blows = 1 + Math.floor(next() * 5); blows > 0; blows--)
    words[Math.floor(next() * words.length)] = words[Math.floor(next() * words.length)] ?? '';
  return words.join('');
}

const shortened = (text: string): string => (text.length > 3_000 ? `${text.slice(0, 3_000)}… (${text.length})` : text);
