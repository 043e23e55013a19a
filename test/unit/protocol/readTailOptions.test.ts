import { deepStrictEqual, strictEqual } from 'node:assert';
import { defaultTailOptions, readTailOptions } from '../../../src/protocol/readTailOptions';
import type { TailOptions } from '../../../src/protocol/tail';

const full: TailOptions = {
  topic: 'orders',
  start: { kind: 'offset', offset: 7, partition: 2 },
  maxMessages: 5,
  stopAtEnd: true,
  isolation: 'read_committed',
  identity: { kind: 'header', name: 'ce_id' },
  sequence: { kind: 'trailing', of: 'value', scope: 'key' },
  graceMs: 500,
};

describe('readTailOptions', () => {
  it('gives back what it was given', () => {
    deepStrictEqual(readTailOptions(JSON.parse(JSON.stringify(full))), full);
  });

  it('keeps the start from a group', () => {
    const start = { kind: 'group', group: 'billing' } as const;
    deepStrictEqual(readTailOptions({ ...full, start }), { ...full, start });
  });

  it('keeps the choice of topics and partitions, and nothing that is none', () => {
    const chosen = { ...full, moreTopics: ['refunds'], partitions: [0, 2] };
    deepStrictEqual(readTailOptions(chosen), chosen);
    const many = Array.from({ length: 20 }, (_, i) => `t${i}`);
    deepStrictEqual(
      readTailOptions({ ...full, moreTopics: [full.topic, 't0', ...many] })?.moreTopics,
      many.slice(0, 15),
    );
    deepStrictEqual(readTailOptions({ ...full, moreTopics: [7], partitions: [] }), full);
    deepStrictEqual(readTailOptions({ ...full, moreTopics: 'refunds', partitions: [-1] }), full);
  });

  it('fills in what is missing', () => {
    deepStrictEqual(readTailOptions({ topic: 'orders', start: { kind: 'end' } }), {
      topic: 'orders',
      ...defaultTailOptions,
    });
  });

  it('refuses what has no topic or no start', () => {
    for (const bad of [
      undefined,
      null,
      7,
      'orders',
      [],
      {},
      { topic: '' },
      { topic: 'a' },
      { topic: 'a', start: 'end' },
    ]) {
      strictEqual(readTailOptions(bad), undefined);
    }
    strictEqual(readTailOptions({ topic: 'a', start: { kind: 'offset', offset: -1 } }), undefined);
    strictEqual(readTailOptions({ topic: 'a', start: { kind: 'last', count: 2.5 } }), undefined);
    strictEqual(readTailOptions({ topic: 'a', start: { kind: 'group', group: '' } }), undefined);
  });

  it('puts the default where a choice makes no sense', () => {
    const read = readTailOptions({
      topic: 'a',
      start: { kind: 'beginning' },
      maxMessages: 0,
      stopAtEnd: 'yes',
      isolation: 'serializable',
      identity: { kind: 'header', name: '' },
      sequence: { kind: 'trailing', of: 'headers' },
      graceMs: 1e9,
    });
    deepStrictEqual(read, {
      topic: 'a',
      start: { kind: 'beginning' },
      stopAtEnd: false,
      isolation: 'read_uncommitted',
      identity: { kind: 'auto' },
      sequence: { kind: 'auto' },
      graceMs: 60_000,
    });
  });
});
