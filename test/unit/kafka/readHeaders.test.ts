import { deepStrictEqual } from 'node:assert/strict';
import type { RecordView } from '../../../src/kafka/model';
import { readHeaders } from '../../../src/kafka/readHeaders';

const view = (bytes: readonly number[], headerCount: number): RecordView => ({
  bytes: Uint8Array.from([9, 9, ...bytes]),
  offset: 0,
  timestamp: 0,
  keyStart: -1,
  keyEnd: -1,
  valueStart: -1,
  valueEnd: -1,
  headersStart: 2,
  headersEnd: 2 + bytes.length,
  headerCount,
});

describe('readHeaders', () => {
  it('reads names, values, null values and names with letters outside ASCII', () => {
    const bytes = [2, 0x61, 4, 1, 2, 2, 0x62, 1, 4, 0xc3, 0xa4, 0];
    deepStrictEqual(
      readHeaders(view(bytes, 3)).map(({ name, value }) => [name, value && [...value]]),
      [
        ['a', [1, 2]],
        ['b', null],
        ['ä', []],
      ],
    );
  });

  it('stops at the end of the section when counts or lengths lie', () => {
    deepStrictEqual(
      readHeaders(view([2, 0x61, 0x7e, 1], 5)).map(({ name, value }) => [name, value && [...value]]),
      [['a', [1]]],
    );
    deepStrictEqual(readHeaders(view([], 2)), []);
  });
});
