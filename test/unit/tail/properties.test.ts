import { deepStrictEqual, ok } from 'node:assert/strict';
import fc from 'fast-check';
import type { Counters } from '../../../src/tail/model';
import type { SessionOptions, TailSession } from '../../../src/tail/session';
import { type TestBatch, type TestRecord, testBatch } from './logBuilder';
import { random, readLog } from './readLog';
import { testSession, verdictText } from './testSession';

const seed = Number(process.env.ACKLENS_TEST_SEED ?? Date.now() % 1_000_000);
const check = (property: fc.IPropertyWithHooks<unknown[]>, numRuns: number): void =>
  fc.assert(property as fc.IProperty<unknown[]>, { seed, numRuns });

interface Faults {
  readonly lose: number;
  readonly retry: number;
  readonly resend: number;
  readonly late: number;
}

/** Messages `{id, seq}` with a number per key, keys bound to partitions, in batches of one to four; with faults. */
function keyedLog(from: number, partitions: number, messages: number, faults: Faults): TestBatch[][] {
  const next = random(from);
  const sequences = new Map<number, number>();
  const log: TestBatch[][] = Array.from({ length: partitions }, () => []);
  const held: { partition: number; record: TestRecord }[] = [];
  const ends = new Array<number>(partitions).fill(0);
  let time = 1_000;
  const write = (partition: number, records: readonly TestRecord[], at: number): TestBatch => {
    const batch = testBatch(partition, ends[partition] ?? 0, records, { at });
    ends[partition] = batch.header.baseOffset + records.length;
    log[partition]?.push(batch);
    return batch;
  };
  for (let i = 0; i < messages; ) {
    const partition = Math.floor(next() * partitions);
    const records: TestRecord[] = [];
    for (let size = 1 + Math.floor(next() * 4); size > 0; size--, i++) {
      const key = partition + partitions * Math.floor(next() * 3);
      const sequence = (sequences.get(key) ?? 0) + 1;
      sequences.set(key, sequence);
      const record = { key: `order-${key}`, value: `{"id":"m${i}","seq":${sequence}}` };
      const fate = next();
      if (fate < faults.lose) continue;
      if (fate < faults.lose + faults.late) held.push({ partition, record });
      else records.push(record);
    }
    time += 10;
    if (records.length > 0) {
      const batch = write(partition, records, time);
      if (next() < faults.retry) {
        const twin = { ...batch, header: { ...batch.header, baseOffset: ends[partition] ?? 0 } };
        ends[partition] = twin.header.baseOffset + records.length;
        log[partition]?.push(twin);
      }
      if (next() < faults.resend) write(partition, [records[0] ?? {}], time + 50_000);
    }
    if (held.length > 2) for (const late of held.splice(0)) write(late.partition, [late.record], time);
  }
  return log;
}

/**
 * Messages with a number that runs over all partitions, some of them lost, some sent again by the application. The numbers
 * begin again after so many messages.
 */
function spreadLog(from: number, partitions: number, messages: number, runLength = messages): TestBatch[][] {
  const next = random(from);
  const log: TestBatch[][] = Array.from({ length: partitions }, () => []);
  const write = (record: TestRecord, at: number): void => {
    const batches = log[Math.floor(next() * partitions)] ?? [];
    batches.push(testBatch(log.indexOf(batches), batches.length, [record], { at }));
  };
  for (let i = 1; i <= messages; i++) {
    const number = 1 + ((i - 1) % runLength);
    const record = { value: `{"messageId":"m${i}","seq":${number},"text":"${next()}"}` };
    const fate = next();
    if (fate > 0.03 || number <= 2 || number === runLength || i === messages) write(record, 1_000 * i);
    if (fate > 0.97) write(record, 1_000 * i + 500);
  }
  return log;
}

/** Transactions of two producers a partition, of one to three messages; some aborted and sent again, some lost. */
function transactionalLog(from: number, partitions: number, transactions: number): TestBatch[][] {
  const next = random(from);
  const log: TestBatch[][] = Array.from({ length: partitions }, () => []);
  const ends = new Array<number>(partitions).fill(0);
  const sequences = new Map<number, number>();
  let at = 1_000;
  const write = (
    partition: number,
    producerId: number,
    records: readonly TestRecord[],
    control?: 'commit' | 'abort',
  ) => {
    at += 10;
    const options = { at, producerId, isTransactional: true, control };
    log[partition]?.push(testBatch(partition, ends[partition] ?? 0, records, options));
    ends[partition] = (ends[partition] ?? 0) + records.length;
  };
  for (let i = 0; i < transactions; i++) {
    const partition = Math.floor(next() * partitions);
    const producerId = 10 * partition + Math.floor(next() * 2);
    const first = sequences.get(producerId) ?? 1;
    const records = Array.from({ length: 1 + Math.floor(next() * 3) }, (_, j) => ({
      key: `p${producerId}`,
      value: `{"eventId":"${producerId}-${first + j}","seq":${first + j}}`,
    }));
    const fate = next();
    if (fate > 0.1) write(partition, producerId, records);
    if (fate > 0.1) write(partition, producerId, [{}], fate < 0.4 ? 'abort' : 'commit');
    if (fate < 0.1 || fate >= 0.4) sequences.set(producerId, first + records.length);
  }
  return log;
}

/** What the session holds true in the end: each verdict's last telling, without those taken back. */
function outcome(session: TailSession): { verdicts: string[]; counters: unknown } {
  const { horizon: _horizon, ...counters } = session.counters();
  const verdicts = session.takeChanges().verdicts.filter(({ state }) => state !== 'retracted');
  return { verdicts: verdicts.map(verdictText).sort(), counters };
}

const run = (options: Partial<SessionOptions>, log: TestBatch[][], from: number): ReturnType<typeof outcome> => {
  const session = testSession(options);
  readLog(session, log, from);
  return outcome(session);
};

const RUNS = 5;
const auto = { identity: { kind: 'auto' }, sequence: { kind: 'auto' }, graceMs: 1_500 } as const;
const faulty: Faults = { lose: 0.02, retry: 0.03, resend: 0.03, late: 0.02 };
const clean: Faults = { lose: 0, retry: 0, resend: 0, late: 0 };

describe(`properties of the analysis (seed ${seed})`, () => {
  it('other fetch boundaries, ticks and interleavings of partitions give the same verdicts', () => {
    let found = 0;
    check(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 4 }), fc.nat(), fc.nat(), (from, partitions, one, other) => {
        const log = keyedLog(from, partitions, 300, faulty);
        const first = run(auto, log, one);
        deepStrictEqual(run(auto, log, other), first);
        found += first.verdicts.length;
      }) as fc.IPropertyWithHooks<unknown[]>,
      60,
    );
    ok(found > 100, `only ${found} verdicts were compared`);
  });

  it('numbers that run over all partitions: the same verdicts in whatever order the partitions are read', () => {
    const options = { identity: { kind: 'auto' }, sequence: { kind: 'json', path: 'seq', scope: 'topic' } } as const;
    let found = 0;
    check(
      fc.property(fc.nat(), fc.integer({ min: 2, max: 4 }), fc.nat(), fc.nat(), (from, partitions, one, other) => {
        const log = spreadLog(from, partitions, 300);
        const [first, second] = [one, other].map((order) => {
          const session = testSession({ ...options, graceMs: 1_500 });
          readLog(session, log, order, { endsKnown: true });
          return outcome(session);
        });
        deepStrictEqual(second, first);
        found += first?.verdicts.length ?? 0;
      }) as fc.IPropertyWithHooks<unknown[]>,
      40,
    );
    ok(found > 100, `only ${found} verdicts were compared`);
  });

  it('numbers over all partitions that begin again: exactly the losses of each run, whatever is read first', () => {
    let restarts = 0;
    check(
      fc.property(
        fc.nat(),
        fc.integer({ min: 2, max: 4 }),
        fc.integer({ min: 20, max: 100 }),
        fc.nat(),
        fc.nat(),
        (from, partitions, runLength, one, other) => {
          const log = spreadLog(from, partitions, RUNS * runLength, runLength);
          const ids = new Set(
            log.flat().flatMap(({ records }) => records.map(({ value }) => String(JSON.parse(value ?? '').messageId))),
          );
          const [first, second] = [one, other].map((order) => {
            const session = testSession({
              identity: { kind: 'json', path: 'messageId' },
              sequence: { kind: 'json', path: 'seq', scope: 'topic' },
              graceMs: 1_500,
            });
            readLog(session, log, order);
            return session;
          });
          ok(first && second);
          deepStrictEqual(outcome(second).verdicts, outcome(first).verdicts);
          const { gaps, conflicts, late, restarts: found } = first.counters();
          deepStrictEqual(
            { missing: gaps.missing, found, conflicts, late },
            { missing: RUNS * runLength - ids.size, found: RUNS - 1, conflicts: 0, late: 0 },
          );
          restarts += found;
        },
      ) as fc.IPropertyWithHooks<unknown[]>,
      40,
    );
    ok(restarts > 100, `only ${restarts} restarts were found`);
  });

  it('transactions: the same verdicts whatever is read first, and no copy where the first one was aborted', () => {
    let found = 0;
    check(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 3 }), fc.nat(), fc.nat(), (from, partitions, one, other) => {
        const log = transactionalLog(from, partitions, 200);
        const first = run(auto, log, one);
        deepStrictEqual(run(auto, log, other), first);
        deepStrictEqual((first.counters as Counters).duplicates.total, 0);
        found += first.verdicts.length;
      }) as fc.IPropertyWithHooks<unknown[]>,
      40,
    );
    ok(found > 100, `only ${found} verdicts were compared`);
  });

  it('what has left memory changes no verdict, and nothing of it is called lost', () => {
    const rules = {
      identity: { kind: 'json', path: 'id' },
      sequence: { kind: 'json', path: 'seq', scope: 'key' },
    } as const;
    let evicted = 0;
    check(
      fc.property(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 200 }), (from, order, maxRows) => {
        const log = keyedLog(from, 3, 400, faulty);
        const small = testSession({ ...rules, maxRows, maxPayloadBytes: 4_096 });
        readLog(small, log, order);
        const large = testSession(rules);
        readLog(large, log, order);
        evicted += small.firstRow;
        deepStrictEqual(outcome(small), outcome(large));
      }) as fc.IPropertyWithHooks<unknown[]>,
      40,
    );
    ok(evicted > 1_000, `only ${evicted} rows were evicted`);
  });

  it('finds exactly the losses and copies that were put in', () => {
    check(
      fc.property(fc.nat(), fc.nat(), (from, order) => {
        const log = keyedLog(from, 3, 400, { lose: 0.03, retry: 0.05, resend: 0.05, late: 0 });
        const records = log.flat().flatMap(({ records }) => records);
        const ids = new Set(records.map(({ value }) => value));
        const numbers = new Map<string, number[]>();
        for (const { key, value } of records)
          numbers.set(key ?? '', [...(numbers.get(key ?? '') ?? []), Number(JSON.parse(value ?? '').seq)]);
        const missing = [...numbers.values()].reduce(
          (sum, all) => sum + Math.max(...all) - (all[0] ?? 0) + 1 - new Set(all).size,
          0,
        );
        const session = testSession({
          identity: { kind: 'json', path: 'id' },
          sequence: { kind: 'json', path: 'seq', scope: 'key' },
        });
        readLog(session, log, order);
        const { duplicates, gaps, conflicts, late } = session.counters();
        deepStrictEqual(
          { copies: duplicates.total, missing: gaps.missing, open: gaps.open, conflicts, late },
          { copies: records.length - ids.size, missing, open: 0, conflicts: 0, late: 0 },
        );
      }) as fc.IPropertyWithHooks<unknown[]>,
      60,
    );
  });

  it('memory is bounded by the options and every number of rows stays true', () => {
    const session = testSession({ ...auto, maxRows: 500, maxPayloadBytes: 1 << 18 });
    readLog(session, keyedLog(seed, 3, 20_000, faulty), seed);
    ok(session.endRow - session.firstRow <= 500);
    ok(session.endRow > 20_000);
    const row = session.row(session.endRow - 1);
    ok(row?.kind === 'record');
    deepStrictEqual(session.findRow(row.partition, row.offset), session.endRow - 1);
    deepStrictEqual(session.row(session.firstRow - 1), undefined);
  });

  it('clean keyed traffic raises nothing', () => {
    check(
      fc.property(fc.nat(), fc.nat(), (from, order) => {
        deepStrictEqual(run(auto, keyedLog(from, 3, 400, clean), order).verdicts, []);
      }) as fc.IPropertyWithHooks<unknown[]>,
      30,
    );
  });
});
