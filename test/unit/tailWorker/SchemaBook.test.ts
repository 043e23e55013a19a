import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { KafkaError } from '../../../src/kafka/errors';
import type { SchemaCodec } from '../../../src/kafka/schemas';
import { type LoadedSchema, SchemaBook, type SchemaState } from '../../../src/tailWorker/SchemaBook';

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const codec = (characters: number): SchemaCodec => ({ characters, decode: () => '1', encode: () => Uint8Array.of() });

function bookOf(characters: (id: number) => number) {
  const asked: number[] = [];
  const texts: string[] = [];
  let now = 0;
  let answer = async (id: number): Promise<LoadedSchema> => ({ type: 'AVRO', codec: codec(characters(id)) });
  const source = {
    byId: (id: number) => {
      asked.push(id);
      return answer(id);
    },
    ofText: async (text: string) => {
      texts.push(text);
      return codec(text.length);
    },
  };
  const book = new SchemaBook(
    source,
    () => now,
    () => undefined,
  );
  const kind = (state: SchemaState): string => (state.kind === 'failed' ? state.sentence : state.kind);
  return {
    book,
    asked,
    texts,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    answerBy: (other: typeof answer) => {
      answer = other;
    },
    /** What is known of each; what was not is there when this resolves. */
    async show(...ids: number[]): Promise<string[]> {
      for (const id of ids) {
        book.byId(id);
        await settled();
      }
      return ids.map((id) => kind(book.byId(id)));
    },
  };
}

describe('SchemaBook', () => {
  const tooLarge =
    'The schemas asked for at once have more than 8,000,000 characters: this one is fetched when others are not needed any more.';

  it('keeps no more text of schemas than its bound, and forgets what was not used for longest', async () => {
    const { show, pass, asked } = bookOf(() => 3_000_000);
    deepStrictEqual(await show(1, 2), ['ready', 'ready']);
    pass(15_000);
    deepStrictEqual(await show(1), ['ready']);
    deepStrictEqual(await show(3), ['ready'], 'in place of 2');
    deepStrictEqual(asked, [1, 2, 3]);
    deepStrictEqual(await show(1, 3), ['ready', 'ready']);
    deepStrictEqual(asked, [1, 2, 3], '1 was used later than 2 and is there still');
  });

  it('does not fetch without end what is wanted at once and has no room together', async () => {
    const { show, pass, asked } = bookOf(() => 3_000_000);
    for (let time = 0; time < 14; time += 1) {
      deepStrictEqual(await show(1, 2, 3), ['ready', 'ready', tooLarge]);
      pass(1_000);
    }
    deepStrictEqual(asked, [1, 2, 3]);
    pass(1_000);
    deepStrictEqual(await show(3), [tooLarge], 'asked for again, and the others were used just before');
    deepStrictEqual(asked, [1, 2, 3, 3]);
    pass(15_000);
    deepStrictEqual(await show(3), ['ready']);
    deepStrictEqual(asked, [1, 2, 3, 3, 3]);
  });

  it('keeps a thousand small ones, and asks for no more while all are in use', async () => {
    const { book, pass, asked, show } = bookOf(() => 100);
    for (let id = 1; id <= 1_000; id += 1) {
      book.byId(id);
      await settled();
    }
    deepStrictEqual(await show(1_001), [
      'More than 1,000 schemas are asked for at once: this one is fetched when fewer are.',
    ]);
    strictEqual(asked.length, 1_000);
    pass(15_000);
    deepStrictEqual(await show(1_001), ['ready']);
    strictEqual(asked.length, 1_001);
  });

  it('counts the texts of files that the user has chosen', async () => {
    const { book, texts, show } = bookOf(() => 100);
    const text = 'x'.repeat(3_000_000);
    book.ofText(text);
    await settled();
    strictEqual(book.ofText(text).kind, 'ready');
    deepStrictEqual(await show(1), ['ready']);
    book.ofText(`${text}y`);
    await settled();
    deepStrictEqual(book.ofText(`${text}y`), { kind: 'failed', sentence: tooLarge });
    strictEqual(texts.length, 2);
  });

  it('asks once for what is tried again, however often it is wanted meanwhile', async () => {
    const { book, asked, pass, answerBy, show } = bookOf(() => 100);
    answerBy(async () => {
      throw new KafkaError('refused', 'The registry refuses connections.');
    });
    deepStrictEqual(await show(1), ['The registry refuses connections.']);
    pass(15_000);
    for (let time = 0; time < 10; time += 1) strictEqual(book.byId(1).kind, 'failed');
    deepStrictEqual(asked, [1, 1]);
  });
});
