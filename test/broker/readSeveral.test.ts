import assert from 'node:assert/strict';
import type { TailOptions } from '../../src/protocol/tail';
import { createTailSession } from '../../src/tail/createTailSession';
import { RowDecoder } from '../../src/tailWorker/RowDecoder';
import { SchemaBook } from '../../src/tailWorker/SchemaBook';
import { TailRun } from '../../src/tailWorker/tailRun';
import { kafkaSuite, topicName } from './kafkaSuite';
import { openReader, profileOf, until } from './reading';
import { createTopic, createTopicAgain, deleteTopic, produce } from './topics';

kafkaSuite('several topics in one tail', (kafka) => {
  const following: Omit<TailOptions, 'topic'> = {
    start: { kind: 'beginning' },
    stopAtEnd: false,
    isolation: 'read_uncommitted',
    identity: { kind: 'json', path: 'id' },
    sequence: { kind: 'json', path: 'seq', scope: 'topic' },
    graceMs: 0,
  };

  /** A tail as the worker runs it, without the thread and the view. */
  function openTail(options: TailOptions, metadataAgeMs = 30_000) {
    const bounds = { maxRows: 10_000, maxPayloadBytes: 1 << 20 };
    const profile = profileOf(kafka().bootstrapServers());
    const scans = {
      now: () => Date.now(),
      rest: async () => undefined,
      guard: <T>(_: number, work: () => T) => ({ value: work() }),
    };
    const session = createTailSession({ ...options, ...bounds });
    const reader = openReader(kafka(), { metadataAgeMs });
    const unexpected: string[] = [];
    const noSchemas = {
      byId: () => Promise.reject(new Error('no registry')),
      ofText: () => Promise.reject(new Error()),
    };
    const decoder = new RowDecoder(new SchemaBook(noSchemas, Date.now, () => undefined), false);
    const start = { profile, secrets: {}, options, ...bounds };
    const run = new TailRun(1, start, reader, session, decoder, scans, (_, message) => unexpected.push(message));
    const done = run.read();
    return { run, session, done, unexpected };
  }

  type Opened = ReturnType<typeof openTail>;

  /** `topic-partition:offset` and the mark of every record, and the other rows, by topic, partition and offset. */
  function rowsOf({ run, session }: Opened, topic: string): string[] {
    const slots = new Map((run.snapshot().slots ?? []).map((slot) => [slot.id, slot]));
    const rows: [number, number, string][] = [];
    for (let n = session.firstRow; n < session.endRow; n++) {
      const row = session.row(n);
      const slot = row && slots.get(row.partition);
      if (!row || slot?.topic !== topic) continue;
      if (row.kind === 'record')
        rows.push([row.partition, row.offset, `${slot.partition}:${row.offset}${row.mark ? ` ${row.mark.text}` : ''}`]);
      else if (row.kind === 'gap') rows.push([row.partition, row.offset, `gap ${row.state} ${row.text}`]);
      else rows.push([row.partition, row.from, `hole ${row.code}`]);
    }
    return rows.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , text]) => text);
  }

  const send = (topic: string, partition: number, ids: readonly number[]) =>
    ids.map((id) => `send\t${topic}\t${partition}\tk\t{"id":"m${id}","seq":${id}}`);

  const plain = ['enable.idempotence=false'];

  it('shows the rows of both, and judges each topic for itself', async () => {
    const orders = topicName('orders');
    const refunds = topicName('refunds');
    await createTopic(kafka(), { topic: orders, partitions: 2 });
    await createTopic(kafka(), { topic: refunds });
    // The ids and numbers of both are the same; 3 is missing in one, 2 comes twice in the other.
    await produce(kafka(), [...send(orders, 0, [1, 2, 4]), ...send(orders, 1, [5])], plain);
    await produce(kafka(), send(refunds, 0, [1, 2, 3, 2, 4, 5]), plain);
    const tail = openTail({ ...following, topic: orders, moreTopics: [refunds], stopAtEnd: true });
    await tail.done;
    const { counters, phase, notices } = tail.run.snapshot();
    assert.deepEqual([phase, notices, counters.records], ['ended', [], 10]);
    assert.deepEqual(rowsOf(tail, orders), [
      '0:0',
      '0:1',
      'gap confirmed 1 missing: 3: in no partition, up to the ends of the log seen when they were found missing',
      '0:2',
      '1:0',
    ]);
    assert.deepEqual(rowsOf(tail, refunds), [
      '0:0',
      '0:1',
      '0:2',
      `0:3 Copy of ${refunds}-0:1: the same message id was sent again`,
      '0:4',
      '0:5',
    ]);
    assert.deepEqual([counters.duplicates.total, counters.gaps.confirmed], [1, 1]);
    await tail.run.close();
    assert.deepEqual(tail.unexpected, []);
  });

  it('goes on with one while the other is deleted and created again, and says so until then', async () => {
    const kept = topicName('kept');
    const lost = topicName('lost');
    await createTopic(kafka(), { topic: kept });
    await createTopic(kafka(), { topic: lost });
    await produce(kafka(), [...send(kept, 0, [1]), ...send(lost, 0, [1])]);
    const tail = openTail({ ...following, topic: kept, moreTopics: [lost] }, 200);
    const { run } = tail;
    await until('both are read', () => run.snapshot().counters.records === 2);
    await deleteTopic(kafka(), lost);
    const gone = [`Topic ${lost} has been deleted: reading goes on when it is created again.`];
    await until('the deletion is told', () => run.snapshot().notices.length > 0);
    assert.deepEqual(run.snapshot().notices, gone);
    await produce(kafka(), send(kept, 0, [2, 3]));
    await until('the other goes on', () => run.snapshot().counters.records === 4);
    assert.deepEqual(run.snapshot().notices, gone, 'that the other answers settles nothing');
    await createTopicAgain(kafka(), { topic: lost });
    await produce(kafka(), send(lost, 0, [1]));
    await until('the new topic is read', () => run.snapshot().counters.records === 5);
    run.session.settle();
    assert.deepEqual(rowsOf(tail, kept), ['0:0', '0:1', '0:2']);
    assert.deepEqual(rowsOf(tail, lost), ['0:0', 'hole O11', '0:0']);
    const { notices, counters, slots, phase } = run.snapshot();
    assert.deepEqual([phase, notices, counters.duplicates.total, counters.gaps.open], ['reading', [], 0, 0]);
    assert.deepEqual(slots, [
      { id: 0, topic: kept, partition: 0, name: `${kept}-0` },
      { id: 1, topic: lost, partition: 0, name: `${lost}-0` },
      { id: 2, topic: lost, partition: 0, name: `${lost}-0` },
    ]);
    await run.close();
    assert.deepEqual(tail.unexpected, []);
  });

  it('reads those that are there when one is not, and says which', async () => {
    const here = topicName('here');
    await createTopic(kafka(), { topic: here });
    await produce(kafka(), send(here, 0, [1, 2]));
    const missing = `${here}-missing`;
    const tail = openTail({ ...following, topic: missing, moreTopics: [here], stopAtEnd: true });
    await tail.done;
    const { phase, notices } = tail.run.snapshot();
    assert.deepEqual(
      [phase, notices],
      ['ended', [`The cluster cannot read topic ${missing}: there is no such topic or partition.`]],
    );
    assert.deepEqual(rowsOf(tail, here), ['0:0', '0:1']);
    await tail.run.close();
    const none = openTail({ ...following, topic: missing, moreTopics: [`${missing}-too`] });
    await none.done;
    assert.equal(none.run.snapshot().phase, 'failed');
    assert.deepEqual(none.run.snapshot().notices, [
      `The cluster cannot read topic ${missing}: there is no such topic or partition.`,
    ]);
    await none.run.close();
    assert.deepEqual([tail.unexpected, none.unexpected], [[], []]);
  });
});
