import assert from 'node:assert/strict';
import { briefNetworkFaults, type Subject } from '../truth/faults';
import { findKcat, withoutKcat } from '../truth/findKcat';
import { runFault } from '../truth/runFault';
import { truthTable } from '../truth/truthPage';
import { kafkaSuite } from './kafkaSuite';

/** Part of the matrix of `npm run truth`, under faults that leave the brokers as they are. */
const subjects: readonly Subject[] = [
  { client: 'Java', setting: 'acks=0', shape: 'events' },
  { client: 'Java', setting: 'acks=1', shape: 'events' },
  { client: 'Java', setting: 'idempotent', shape: 'events' },
  { client: 'Java', setting: 'transactional', shape: 'events' },
  { client: 'kafkajs', setting: 'acks=0', shape: 'events' },
  { client: 'kafkajs', setting: 'acks=all', shape: 'events' },
  { client: 'kafkajs', setting: 'acks=1', shape: 'keyless' },
  { client: 'kafkajs', setting: 'transactional', shape: 'events' },
  { client: 'kcat', setting: 'acks=1', shape: 'lines' },
];

kafkaSuite('known truth', (kafka) => {
  it('finds every copy and every loss that cut connections make, and nothing else', async function () {
    this.timeout(400_000);
    const kcat = await findKcat();
    if (!kcat) console.log(withoutKcat);
    const writers = subjects.filter(({ client }) => kcat || client !== 'kcat');
    const found = { lost: 0, doubled: 0 };
    // What a fault hits is chance, and what is lost behind the last message of a key leaves no trace.
    for (let times = 0; times < 4 && (found.lost === 0 || found.doubled === 0); times++) {
      const results = await runFault(kafka(), briefNetworkFaults, writers, kcat);
      console.log(truthTable(results));
      assert.deepEqual(
        results.flatMap(({ subject, live, after }) =>
          [...live.wrong, ...after.wrong].map((it) => ({ ...subject, it })),
        ),
        [],
      );
      for (const { losses, copies } of results.flatMap(({ live, after }) => [live, after])) {
        found.lost += losses.found;
        found.doubled += copies.found;
      }
    }
    assert.ok(found.lost > 0, 'something was lost');
    assert.ok(found.doubled > 0, 'something was doubled');
  });
});
