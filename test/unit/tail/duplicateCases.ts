import type { DuplicateCode } from '../../../src/tail/model';
import {
  byContent,
  byId,
  compacted,
  message,
  numbers,
  order,
  perKey,
  perTopic,
  transactional,
  two,
  type VerdictCase,
} from './verdictCase';

/** For each code what it is, and what looks like it and is not. Definitions in docs/tail.md. */
export const duplicateCases: Readonly<Record<DuplicateCode, readonly VerdictCase[]>> = {
  D1: [
    {
      what: 'a batch of several records with the same bytes is proven',
      write: (log) => log.batch(0, [order, message('1')]).batch(0, [order, message('1')]),
      verdicts: ['D1 proven final 0:2 of 0:0', 'D1 proven final 0:3 of 0:1'],
    },
    {
      what: 'a batch of one record is strong, as two equal messages may have one time',
      write: (log) => log.batch(0, [order]).batch(0, [order]),
      verdicts: ['D1 strong final 0:1 of 0:0'],
    },
    {
      what: 'wins over what its content and its number would say',
      options: { ...byContent, ...perKey },
      write: (log) => {
        const records = numbers(1, 2).map((value) => ({ key: 'a', value }));
        log.batch(0, records).batch(0, records).values(0, 'a', numbers(3));
      },
      verdicts: ['D1 proven final 0:2 of 0:0', 'D1 proven final 0:3 of 0:1'],
    },
    {
      what: 'not with another time',
      write: (log) => log.batch(0, [order, order], { at: 1 }).batch(0, [order, order], { at: 2 }),
    },
    {
      what: 'not in another partition, where no client sends the same bytes again',
      facts: two,
      write: (log) => log.batch(0, [order, order]).batch(1, [order, order]),
    },
    {
      what: 'not with idempotence, whose retries the broker refuses',
      write: (log) =>
        log
          .batch(0, [order, order], { producerId: 7, baseSequence: 0 })
          .batch(0, [order, order], { producerId: 7, baseSequence: 2 }),
    },
    {
      what: 'also with the epoch and sequence that kafkajs writes beside the producer id -1',
      write: (log) => {
        const kafkajs = { producerId: -1, producerEpoch: 0, baseSequence: 0 };
        log.batch(0, [order, message('1')], kafkajs).batch(0, [order, message('1')], kafkajs);
      },
      verdicts: ['D1 proven final 0:2 of 0:0', 'D1 proven final 0:3 of 0:1'],
    },
  ],
  D2: [
    {
      what: 'the same record at the same time is strong',
      options: byContent,
      write: (log) => log.batch(0, [order, message('1')]).batch(0, [order]),
      verdicts: ['D2 strong final 0:2 of 0:0'],
    },
    {
      what: '35 s later is likely',
      options: byContent,
      write: (log) => log.batch(0, [order], { at: 0 }).batch(0, [order], { at: 35_000 }),
      verdicts: ['D2 likely final 0:1 of 0:0'],
    },
    {
      what: 'at the same time of the broker is likely, as that is no time of the message',
      options: byContent,
      write: (log) => {
        const append = { timestampType: 'append' } as const;
        log.batch(0, [order, message('1')], append).batch(0, [order], append);
      },
      verdicts: ['D2 likely final 0:2 of 0:0'],
    },
    {
      what: 'not with another header, key or value',
      options: byContent,
      write: (log) =>
        log
          .batch(0, [order])
          .batch(0, [{ ...order, headers: { a: '1' } }])
          .batch(0, [{ ...order, key: 'order-2' }])
          .batch(0, [{ ...order, value: 'sent' }]),
    },
    {
      what: 'not where key and value are only together the same bytes',
      options: byContent,
      write: (log) => log.batch(0, [{ key: 'ab', value: 'cdefghij' }]).batch(0, [{ key: 'abc', value: 'defghij' }]),
    },
  ],
  D3: [
    {
      what: 'the same message id with other content, long after',
      options: byId,
      write: (log) => log.batch(0, [message('7', 'a')], { at: 0 }).batch(0, [message('7', 'b')], { at: 90_000_000 }),
      verdicts: ['D3 strong final 0:1 of 0:0'],
    },
    {
      what: 'the id of CloudEvents is proven, and only source and id together',
      options: { identity: { kind: 'header', name: 'ce_source+ce_id' } },
      write: (log) =>
        log.batch(
          0,
          [
            { ce_source: '/a', ce_id: '1' },
            { ce_source: '/b', ce_id: '1' },
            { ce_source: '/a', ce_id: '11' },
            { ce_source: '/a', ce_id: '1' },
          ].map((headers) => ({ value: 'v', headers })),
        ),
      verdicts: ['D3 proven final 0:3 of 0:0'],
    },
    {
      what: 'the coordinates where a dead letter came from',
      options: { identity: { kind: 'auto' } },
      write: (log) => {
        for (const offset of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 3])
          log.batch(0, [
            {
              value: `failed ${log.end()}`,
              headers: {
                'kafka_dlt-original-topic': 'orders',
                'kafka_dlt-original-partition': '0',
                'kafka_dlt-original-offset': String(offset),
              },
            },
          ]);
      },
      verdicts: ['D3 strong final 0:11 of 0:3'],
    },
    {
      what: 'a third copy points to the first',
      options: byId,
      write: (log) => log.batch(0, [message('7', 'a'), message('7', 'b'), message('7', 'c')]),
      verdicts: ['D3 strong final 0:1 of 0:0', 'D3 strong final 0:2 of 0:0'],
    },
    {
      what: 'not without the id, and not with an empty one',
      options: byId,
      write: (log) => log.batch(0, [order, { ...order, value: 'sent' }, message(''), message('', 'sent')]),
    },
    {
      what: 'not by the ids of traces and conversations, which messages share',
      options: { identity: { kind: 'auto' } },
      write: (log) => {
        for (let i = 0; i < 40; i++)
          log.batch(
            0,
            [
              {
                value: `a different message ${i}`,
                headers: { traceparent: `00-${i >> 1}`, 'correlation-id': `c${i >> 1}`, b3: `${i >> 1}` },
              },
            ],
            { at: 1_000 * i },
          );
      },
    },
  ],
  D4: [
    {
      what: 'the same record in another partition; the copy is the later one by time',
      options: byContent,
      facts: two,
      write: (log) => log.batch(1, [order], { at: 1_300 }).batch(0, [order], { at: 1_000 }),
      verdicts: ['D4 likely final 1:0 of 0:0'],
    },
    {
      what: 'the same id in another partition',
      options: byId,
      facts: two,
      write: (log) => log.batch(0, [message('7', 'a')], { at: 1 }).batch(1, [message('7', 'b')], { at: 90_000_000 }),
      verdicts: ['D4 strong final 1:0 of 0:0'],
    },
    {
      what: 'not for equal content too far apart in time',
      options: byContent,
      facts: two,
      write: (log) => log.batch(0, [order], { at: 0 }).batch(1, [order], { at: 35_001 }),
      verdicts: ['D8 likely final 1:0 of 0:0'],
    },
  ],
  D5: [
    {
      what: 'the same offset with the same record was only read again',
      options: { ...byContent, ...perKey },
      write: (log) => log.values(0, 'a', numbers(1, 2)).batch(0, [{ key: 'a', value: 'm1' }], { base: 0, at: 1_000 }),
      verdicts: ['D5 proven final 0:0'],
    },
    {
      what: 'is likely where the first reading has left memory',
      options: { maxRows: 1 },
      write: (log) => log.values(0, 'a', numbers(1, 2)).batch(0, [{ key: 'a', value: 'm1' }], { base: 0, at: 1_000 }),
      verdicts: ['D5 likely final 0:0'],
    },
  ],
  D6: [
    {
      what: 'the same offset with another record',
      write: (log) =>
        log.values(0, 'a', numbers(1, 2)).batch(0, [{ key: 'a', value: 'other' }], { base: 1, at: 2_000 }),
      verdicts: ['D6 proven final 0:1'],
    },
    {
      what: 'a record where a marker stood before the log was cut off there',
      write: (log) =>
        log
          .values(0, 'a', numbers(1), transactional(7))
          .marker(0, 7, 'commit')
          .values(0, 'a', numbers(2), transactional(7))
          .hole(0, { reason: 'truncated', from: 0, to: 2 })
          .batch(
            0,
            [
              { key: 'a', value: 'm1' },
              { key: 'a', value: 'm2' },
            ],
            { at: 1_000 },
          ),
      verdicts: ['D5 proven final 0:0', 'D6 proven final 0:1'],
      holes: ['O1 0:1..1', 'O7 0:0..2'],
    },
  ],
  D7: [
    {
      what: 'one number for two messages of a key',
      options: perKey,
      write: (log) => log.values(0, 'a', ['m1', 'm2', 'm3', 'other2']),
      verdicts: ['D7 strong final 0:3 of 0:1'],
    },
    {
      what: 'the first number for two messages, where the numbers go on as before',
      options: perKey,
      write: (log) => log.values(0, 'a', ['m1', 'm2', 'm3', 'other1', 'm4']).position(0),
      verdicts: ['D7 strong final 0:3 of 0:0'],
    },
    {
      what: 'not for the first number at the end of the log, with which another run may begin',
      options: perKey,
      write: (log) => log.values(0, 'a', ['m1', 'm2', 'm3', 'other1']).position(0),
    },
    {
      what: 'one number for two messages, in two partitions; the later one by time is told',
      options: perTopic,
      facts: two,
      write: (log) => log.values(0, 'a', numbers(1, 2, 3, 4)).values(1, 'a', ['other3', 'm5']),
      verdicts: ['D7 strong final 0:2 of 1:0'],
    },
    {
      what: 'not of another key, and not with the same content',
      options: perKey,
      write: (log) =>
        log
          .values(0, 'a', numbers(1, 2, 3))
          .values(0, 'b', ['other1', 'other2'])
          .values(0, 'a', ['m2']),
    },
    {
      what: 'not where the first one was aborted',
      options: perKey,
      write: (log) =>
        log
          .batch(0, [{ key: 'a', value: 'm1' }])
          .batch(0, [{ key: 'a', value: 'first2' }], transactional(1))
          .marker(0, 1, 'abort')
          .batch(0, [{ key: 'a', value: 'second2' }]),
      holes: ['O1 0:2..2'],
    },
  ],
  D8: [
    {
      what: 'equal content, too far apart for a retry',
      options: byContent,
      write: (log) => log.batch(0, [order], { at: 0 }).batch(0, [order], { at: 35_001 }),
      verdicts: ['D8 likely final 0:1 of 0:0'],
    },
    {
      what: 'three regular repeats are a heartbeat, told once, and take back what came before',
      options: byContent,
      write: (log) => {
        for (let i = 0; i < 8; i++) log.batch(0, [order], { at: 10_000 * i });
      },
      verdicts: ['D8 likely final 0:1 of 0:0', 'D8 likely final 0:2 of 0:0', 'D8 likely final 0:3 of 0:0'],
    },
    {
      what: 'the state of a compacted topic is set again',
      options: byContent,
      facts: compacted,
      write: (log) => log.batch(0, [order], { at: 0 }).batch(0, [order], { at: 500 }),
      verdicts: ['D8 likely final 0:1 of 0:0'],
    },
    {
      what: 'tombstones, and few bytes without a key, are not even that',
      options: byContent,
      write: (log) =>
        log.batch(0, [
          { key: 'a', value: null },
          { value: '1234567' },
          { key: 'a', value: null },
          { value: '1234567' },
        ]),
    },
  ],
  D9: [
    {
      what: 'the first copy was aborted before the second came',
      options: byId,
      write: (log) =>
        log
          .batch(0, [message('7')], transactional(1))
          .marker(0, 1, 'abort')
          .batch(0, [message('7')]),
      verdicts: ['D9 likely retracted 0:2 of 0:0'],
      holes: ['O1 0:1..1'],
    },
    {
      what: 'the first copy is aborted after the second came: that one is the original now',
      options: byId,
      write: (log) =>
        log
          .batch(0, [message('7', 'a')], transactional(1))
          .batch(0, [message('7', 'b')])
          .marker(0, 1, 'abort')
          .batch(0, [message('7', 'c')]),
      verdicts: ['D9 strong retracted 0:1 of 0:0', 'D3 strong final 0:3 of 0:1'],
      holes: ['O1 0:2..2'],
    },
    {
      what: 'not where it was committed',
      options: byId,
      write: (log) =>
        log
          .batch(0, [message('7')], transactional(1))
          .marker(0, 1, 'commit')
          .batch(0, [message('7')]),
      verdicts: ['D3 strong final 0:2 of 0:0'],
      holes: ['O1 0:1..1'],
    },
    {
      what: 'not where another producer aborted',
      options: byId,
      write: (log) =>
        log
          .batch(0, [message('7')], transactional(1))
          .marker(0, 2, 'abort')
          .batch(0, [message('7')])
          .marker(0, 1, 'commit'),
      verdicts: ['D3 strong final 0:2 of 0:0'],
      holes: ['O1 0:1..1', 'O1 0:3..3'],
    },
  ],
};
