import assert from 'node:assert/strict';
import { KafkaError } from '../../../src/kafka/errors';
import type { RecordView } from '../../../src/kafka/model';
import { readMessagePath, writeFrame } from '../../../src/kafka/schemaFrame';
import { type SchemaCodec, SchemaError } from '../../../src/kafka/schemas';
import { type DecoderChoice, decoderKinds } from '../../../src/protocol/decoding';
import { createCodec } from '../../../src/schemas/createCodec';
import type { Preview, Row } from '../../../src/tail/model';
import { preview } from '../../../src/tail/preview';
import { RowDecoder } from '../../../src/tailWorker/RowDecoder';
import { type LoadedSchema, SchemaBook, type SchemaState } from '../../../src/tailWorker/SchemaBook';
import { mutateBytes } from '../kafka/kafkajs/mutateBytes';
import { outcomeOf } from '../schemas/outcome';
import { samples } from '../schemas/schemaSamples';
import { random } from '../tail/readLog';

/** ACKLENS_FUZZ=20000 looks longer. */
const mutations = Number(process.env.ACKLENS_FUZZ ?? 150);
const seed = Number(process.env.ACKLENS_SEED ?? 20261128);
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe(`records of any bytes, and schemas that come late or never (seed ${seed})`, function () {
  this.timeout(60_000 + mutations * 100);

  it('show what their schema says, or a sentence, and leave everything else of the record as it is', async () => {
    const next = random(seed);
    const codecs = samples.map((sample) => createCodec(sample, sample.references));
    const source = {
      byId: async (id: number): Promise<LoadedSchema> => {
        const codec = codecs[id - 1];
        if (!codec) throw new KafkaError('unknown-schema', `The registry x does not have a schema with the id ${id}.`);
        return { type: samples[id - 1]?.type ?? 'AVRO', codec };
      },
      ofText: async (text: string) => createCodec({ type: 'AVRO', text }, samples[0]?.references ?? []),
    };
    const payloads = samples.flatMap(({ type, values }, at) =>
      values.map((json) => Buffer.from(writeFrame(at + 1, type, codecs[at]?.encode(json) ?? Uint8Array.of()))),
    );
    const choices = choicesOf(samples[0]?.text ?? '');
    for (let at = 0; at < mutations; at++) {
      const book = new SchemaBook(
        source,
        () => at,
        () => undefined,
      );
      const hasRegistry = next() < 0.9;
      const decoder = new RowDecoder(book, hasRegistry);
      decoder.decoders = { key: pick(choices, next), value: pick(choices, next) };
      const record = recordOf(
        damaged(payloads, next),
        damaged(payloads, next),
        mutateBytes(Buffer.from('0268027f'), next),
      );
      const what = (): string => `${at}, ${JSON.stringify(decoder.decoders)}: ${hex(record)}`;
      for (let time = 0; time < 2; time++) {
        const whole = Buffer.from(record.bytes);
        const { value: row } = done(what, () => decoder.row(rowOf(record), record));
        const { value: view } = done(what, () => decoder.view(record));
        assert.deepEqual(Buffer.from(record.bytes), whole, what());
        assert.deepEqual(part(view, 'headers'), part(record, 'headers'), what());
        assert.deepEqual(
          [view.offset, view.timestamp, view.headerCount],
          [record.offset, record.timestamp, record.headerCount],
        );
        assert.ok(row.kind === 'record');
        for (const name of ['key', 'value'] as const) {
          const bytes = part(record, name);
          const plain = preview(bytes);
          const { value: full } = done(what, () => decoder.full(name, bytes, bytes.length, plain));
          holds(full, row[name], plain, Buffer.from(part(view, name)), bytes, what);
          const wanted = time === 1 && hasRegistry && /auto|schema/.test(decoder.decoders[name].kind);
          const expected = wanted ? told(bytes, codecs, what) : undefined;
          if (expected) assert.equal(full.problem ?? full.text, expected, what());
        }
        await settled();
      }
    }
  });

  it('are kept within bounds, asked for once at a time, and never taken for one another', async () => {
    for (let run = 0; run < Math.max(4, mutations / 25); run++) await runBook(random(seed + run), run);
  });
});

/** The text, or the sentence why there is none, by the schema that the frame names; undefined where that is none of them. */
function told(bytes: Buffer, codecs: readonly SchemaCodec[], what: () => string): string | undefined {
  const at = bytes.length > 4 && bytes[0] === 0 ? bytes.readInt32BE(1) - 1 : -1;
  const codec = codecs[at];
  if (!codec) return undefined;
  const outcome = outcomeOf(what, () => {
    const { path, end } = samples[at]?.type === 'PROTOBUF' ? readMessagePath(bytes, 5) : { path: [0], end: 5 };
    return codec.decode(bytes.subarray(end), path);
  });
  return 'value' in outcome ? outcome.value : outcome.sentence;
}

/** Larger ones are decoded in the details only. */
const mostInARow = 65_536;

/** A row's preview is the beginning of what the details show; what is shown as decoded is no bytes, and what is not says why. */
function holds(
  full: Preview,
  line: Preview | null | undefined,
  plain: Preview,
  seen: Buffer,
  bytes: Buffer,
  what: () => string,
): void {
  assert.ok(line, what());
  assert.ok(line.text.length <= 512, what());
  if (bytes.length > mostInARow) {
    assert.ok(line.as === undefined && line.text === plain.text && seen.equals(bytes), what());
    assert.ok([undefined, 'It is too large to be decoded here.'].includes(line.problem), what());
    return;
  }
  assert.equal(line.as, full.as, what());
  assert.equal(line.problem, full.problem, what());
  if (full.as === undefined) {
    assert.equal(full.text, plain.text, what());
    assert.equal(line.text, plain.text, what());
    assert.deepEqual(seen, bytes, what());
    if (full.problem !== undefined) assert.match(full.problem, /^\S.{3,600}[.…]$/su, what());
    return;
  }
  assert.ok(full.problem === undefined && full.isPending === undefined, what());
  assert.ok(full.text.startsWith(line.text) && line.cut === line.text.length < full.text.length, what());
  // Halves of a character cannot stand in UTF-8.
  if (!/\p{Surrogate}/u.test(full.text)) assert.equal(seen.toString(), full.text, what());
  if (/schema|avsc|JSON/.test(full.as)) assert.doesNotThrow(() => JSON.parse(full.text), what());
}

/** Schemas of random sizes, wanted at random, which come, fail, hang for a while, in any order. */
async function runBook(next: () => number, run: number): Promise<void> {
  let now = 0;
  let [open, arrivals] = [0, 0];
  const wrong: string[] = [];
  const [fetching, ends] = [new Set<number>(), [] as (() => void)[]];
  const ready = new Map<number, SchemaCodec>();
  const book = new SchemaBook(
    {
      byId: (id) => {
        // Thrown here it would be taken for an answer.
        if (fetching.has(id)) wrong.push(`${id} is fetched twice at once`);
        fetching.add(id);
        open += 1;
        if (open > 4) wrong.push(`${open} at once`);
        return new Promise((resolve, reject) => {
          ends.push(() => {
            fetching.delete(id);
            open -= 1;
            const how = next();
            const characters = how < 0.2 ? 3_000_000 : Math.floor(next() * 1_000);
            const codec = { characters, decode: () => String(id), encode: () => Uint8Array.of() };
            ready.set(id, codec);
            if (how < 0.5) resolve({ type: 'AVRO', codec });
            else if (how < 0.8) reject(new KafkaError('timeout', 'The registry x did not answer within 10 s.'));
            else if (how < 0.9) reject(new SchemaError('The schema is too deep or too large.'));
            else reject(how < 0.95 ? new TypeError('x is not a function') : undefined);
          });
        });
      },
      ofText: async () => assert.fail(),
    },
    () => now,
    () => (arrivals += 1),
  );
  const known = new Map<number, SchemaState>();
  for (let step = 0; step < 1_500; step++) {
    const id = 1 + Math.floor(next() ** 3 * (run % 2 === 0 ? 60 : 1_500));
    const state = book.byId(id);
    known.set(id, state);
    if (state.kind === 'ready') assert.equal(state.codec, ready.get(id), `run ${run}: the codec of another one`);
    if (state.kind === 'failed') assert.match(state.sentence, /^[A-Z].*\.$/su, `run ${run}`);
    if (next() < 0.3) ends.splice(Math.floor(next() * ends.length), 1)[0]?.();
    if (next() < 0.1) await settled();
    if (next() < 0.05) now += Math.floor(next() * 20_000);
  }
  while (ends.length > 0) ends.shift()?.();
  await settled();
  assert.deepEqual(wrong, [], `run ${run}`);
  const kept = [...known.keys()]
    .map((id) => [id, keptOf(book, id)] as const)
    .filter(([, codec]) => codec !== undefined);
  assert.ok(kept.length <= 1_000, `run ${run}: ${kept.length} are kept`);
  const characters = kept.reduce((sum, [, codec]) => sum + (codec?.characters ?? 0), 0);
  assert.ok(characters <= 8_000_000, `run ${run}: ${characters} characters are kept`);
  assert.ok(arrivals > 0);
}

/** Without asking for it: what is in the book is private to it, and being asked would change it. */
function keptOf(book: SchemaBook, id: number): SchemaCodec | undefined {
  const entries = Reflect.get(book, 'entries') as ReadonlyMap<number, { readonly state: SchemaState }>;
  const state = entries.get(id)?.state;
  return state?.kind === 'ready' ? state.codec : undefined;
}

const choicesOf = (text: string): readonly DecoderChoice[] => [
  // Nearly all records are shown by this one.
  { kind: 'auto' },
  ...decoderKinds.flatMap((kind) => (kind === 'avro' ? [] : [{ kind }])),
  { kind: 'avro', schema: { name: 'order.avsc', text } },
  { kind: 'avro', schema: { name: 'none.avsc', text: '{"type":"Missing"}' } },
  { kind: 'avro', schema: { name: 'long.avsc', text: '"long"' } },
];

const pick = <T>(from: readonly T[], next: () => number): T => from[Math.floor(next() * from.length)] as T;

function damaged(payloads: readonly Buffer[], next: () => number): Buffer {
  const bytes = pick(payloads, next);
  if (next() < 0.2) return bytes;
  if (next() < 0.1) return Buffer.alloc(Math.floor(next() * 100_000), Math.floor(next() * 256));
  // The frame stays whole more often than chance would leave it.
  return next() < 0.5
    ? mutateBytes(bytes, next)
    : Buffer.concat([bytes.subarray(0, 6), mutateBytes(bytes.subarray(6), next)]);
}

function recordOf(key: Buffer, value: Buffer, headers: Buffer): RecordView {
  const [keyEnd, valueEnd] = [key.length, key.length + value.length];
  const bytes = Buffer.concat([key, value, headers]);
  return {
    bytes,
    ...{ offset: 5, timestamp: 6, keyStart: 0, keyEnd, valueStart: keyEnd, valueEnd },
    ...{ headersStart: valueEnd, headersEnd: bytes.length, headerCount: 1 },
  };
}

function part(record: RecordView, name: 'key' | 'value' | 'headers'): Buffer {
  return Buffer.from(record.bytes.subarray(record[`${name}Start`], record[`${name}End`]));
}

const hex = ({ bytes, keyEnd }: RecordView): string =>
  `${keyEnd} ${Buffer.from(bytes).toString('hex').slice(0, 4_000)}`;

const rowOf = (record: RecordView): Row => ({
  ...{ kind: 'record', row: 1, partition: 0, offset: record.offset, timestamp: record.timestamp },
  ...{ key: preview(part(record, 'key')), value: preview(part(record, 'value')), valueBytes: 1, headerCount: 1 },
  ...{ producerId: -1, producerEpoch: -1, transaction: 'none', sequence: undefined, mark: undefined },
});

function done<T>(what: () => string, run: () => T): { readonly value: T } {
  const outcome = outcomeOf(what, run);
  assert.ok('value' in outcome, what());
  return outcome;
}
