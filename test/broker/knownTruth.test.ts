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
    this.timeout(180_000);
    const kcat = await findKcat();
    if (!kcat) console.log(withoutKcat);
    const results = await runFault(
      kafka(),
      briefNetworkFaults,
      subjects.filter(({ client }) => kcat || client !== 'kcat'),
      kcat,
    );
    console.log(truthTable(results));
    assert.deepEqual(
      results.flatMap(({ subject, live, after }) => [...live.wrong, ...after.wrong].map((it) => ({ ...subject, it }))),
      [],
    );
    const found = results.flatMap(({ live, after }) => [live, after]);
    const sum = (of: (judged: (typeof found)[number]) => number): number => found.reduce((all, it) => all + of(it), 0);
    assert.ok(sum(({ losses }) => losses.found) > 0, 'something was lost');
    assert.ok(sum(({ copies }) => copies.found) > 0, 'something was doubled');
  });
});
