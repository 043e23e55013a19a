/**
 * Reads clean traffic of every kind and counts the alarms that it raises, of which there must be none. Ends with status 1
 * when there is one.
 *
 *     npx tsx test/bench/falseAlarms.ts [records] [seed]
 */
import { createTailSession } from '../../src/tail/createTailSession';
import { alarmsOf, cleanTraffic, noAlarms, TrafficWriter } from '../unit/tail/cleanTraffic';
import { feed } from '../unit/tail/logBuilder';

const total = Number(process.argv[2] ?? 1_000_000);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
const PARTITIONS = 3;
/** Batches between two ticks of a second. */
const TICK_EVERY = 5_000;

const kinds = Object.entries(cleanTraffic);
console.log(`${total} records of ${kinds.length} kinds, seed ${seed}`);
let read = 0;
for (const [name, { write, isCompacted = false }] of kinds) {
  const session = createTailSession({
    identity: { kind: 'auto' },
    sequence: { kind: 'auto' },
    graceMs: 2_000,
    maxRows: 250_000,
    maxPayloadBytes: 64 << 20,
  });
  const partitions = Array.from({ length: PARTITIONS }, (_, id) => ({ id, from: 0, end: 0 }));
  session.topology({ topic: 'clean', isCompacted, partitions });
  let batches = 0;
  const writer = new TrafficWriter(PARTITIONS, seed, (batch) => {
    feed(session, batch);
    const next = batch.header.baseOffset + batch.header.lastOffsetDelta + 1;
    session.position(batch.partition, { next, highWatermark: next, lastStableOffset: next, logStart: 0 });
    batches += 1;
    if (batches % TICK_EVERY !== 0) return;
    session.tick((batches / TICK_EVERY) * 1_000);
    session.takeChanges();
  });
  write(writer, Math.ceil(total / kinds.length));
  session.settle();
  const { records, identity, sequence, repeats, restarts } = session.counters();
  read += records;
  const alarms = alarmsOf(session);
  const isClean = JSON.stringify(alarms) === JSON.stringify(noAlarms);
  if (!isClean) process.exitCode = 1;
  console.log(
    `${isClean ? 'clean' : 'ALARM'}  ${name}: ${records} records; ${identity.rule}; ${sequence.rule}, ${sequence.scope}; ` +
      `repeats ${repeats}, restarts ${restarts}${isClean ? '' : ` ${JSON.stringify(alarms)}`}`,
  );
}
console.log(`${read} records read, ${process.exitCode === 1 ? 'with false alarms' : 'no false alarm'}`);
