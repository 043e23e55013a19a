import { strictEqual } from 'node:assert/strict';
import { ndjsonWriter } from '../../../src/commandLine/ndjsonWriter';
import type { RecordView } from '../../../src/kafka/model';

const bytes = Uint8Array.from([0x6b, 0x31, 0xff, 0xfe, 2, 0x68, 2, 0x78]);
const record: RecordView = {
  bytes,
  offset: 41,
  timestamp: 1_700_000_000_000,
  keyStart: 0,
  keyEnd: 2,
  valueStart: 2,
  valueEnd: 4,
  headersStart: 4,
  headersEnd: 8,
  headerCount: 1,
};

describe('ndjsonWriter', () => {
  it('writes a record, with bytes that are not UTF-8 as base64', () => {
    strictEqual(
      ndjsonWriter.record(record, { partition: 3, producerId: -1, transaction: 'none' }),
      '{"type":"record","partition":3,"offset":41,"timestamp":1700000000000,"key":"k1","value":{"base64":"//4="},' +
        '"headers":[["h","x"]],"producerId":-1,"transaction":"none"}\n',
    );
  });

  it('writes null keys and tombstones as null, which is not the empty string', () => {
    const empty = { ...record, keyStart: -1, keyEnd: -1, valueStart: 2, valueEnd: 2, headerCount: 0 };
    const text = ndjsonWriter.record(empty, { partition: 0, producerId: 7, transaction: 'pending' });
    strictEqual(text.includes('"key":null,"value":"","headers":[]'), true);
  });

  it('writes a duplicate with its original and a gap with what is missing', () => {
    strictEqual(
      ndjsonWriter.verdict({
        id: 1,
        code: 'D1',
        confidence: 'proven',
        state: 'final',
        partition: 0,
        offset: 9,
        of: { partition: 0, offset: 4 },
      }),
      '{"type":"verdict","id":1,"code":"D1","confidence":"proven","state":"final","partition":0,"offset":9,' +
        '"of":{"partition":0,"offset":4}}\n',
    );
    strictEqual(
      ndjsonWriter.verdict({
        id: 2,
        code: 'G1',
        confidence: 'strong',
        state: 'open',
        partition: 0,
        offset: 9,
        key: Uint8Array.from([0x6b]),
        missing: [[7, 9]],
      }),
      '{"type":"verdict","id":2,"code":"G1","confidence":"strong","state":"open","partition":0,"offset":9,' +
        '"key":"k","missing":[[7,9]]}\n',
    );
  });

  it('escapes nothing away: control characters survive as JSON', () => {
    const hostile = new TextEncoder().encode('a\u0000\n\u202e');
    const text = ndjsonWriter.record(
      { ...record, bytes: hostile, keyStart: -1, keyEnd: -1, valueStart: 0, valueEnd: hostile.length, headerCount: 0 },
      { partition: 0, producerId: -1, transaction: 'none' },
    );
    strictEqual(JSON.parse(text).value, 'a\u0000\n\u202e');
    strictEqual(text.split('\n').length, 2);
  });
});
