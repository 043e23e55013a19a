import assert from 'node:assert/strict';
import { ClusterAccess, type ClusterClient } from '../../../src/explorer/clusterAccess';
import { render } from '../../../src/explorer/render';
import { type Connection, TreeLoads } from '../../../src/explorer/treeLoads';
import { KafkaError } from '../../../src/kafka/errors';
import { fakeAdmin } from './fakeAdmin';

describe('TreeLoads', () => {
  const connection: Connection = { id: '1', name: 'local', bootstrapServers: ['localhost:9092'], origin: 'stored' };

  function tree(admins: ClusterClient[], timeoutMs = 1_000) {
    const opened: ClusterClient[] = [];
    const access = new ClusterAccess(
      async () => {
        const admin = admins[Math.min(opened.length, admins.length - 1)];
        assert.ok(admin);
        opened.push(admin);
        return admin;
      },
      () => timeoutMs,
    );
    const surprises: unknown[] = [];
    const listing = {
      showInternal: false,
      topicFilter: '',
      groupFilter: '',
      subjectFilter: '',
      favourites: () => new Set<string>(),
    };
    const loads = new TreeLoads(
      () => [connection],
      access,
      () => listing,
      (error) => surprises.push(error),
    );
    const [cluster] = loads.roots();
    assert.ok(cluster);
    return { loads, cluster, opened, surprises, listing };
  }

  it('asks the cluster once, however often the tree is drawn', async () => {
    const admin = fakeAdmin();
    const { loads, cluster } = tree([admin]);
    const [, topics] = await loads.children(cluster);
    assert.ok(topics);
    await Promise.all([loads.children(topics), loads.children(topics), loads.children(cluster)]);
    assert.deepEqual(admin.calls, ['overview', 'topics', 'durabilitySettings']);
    assert.equal(render(topics, loads.state(topics)).description, '2');
  });

  it('ends what is loading when it is told to stop, and goes on with a new client', async () => {
    const silent = fakeAdmin({ overview: () => new Promise(() => undefined) });
    const { loads, cluster, opened } = tree([silent, fakeAdmin()], 60_000);
    const activity: boolean[] = [];
    loads.onActivity((isLoading) => activity.push(isLoading));
    const rows = loads.children(cluster);
    await Promise.resolve();
    loads.stop();
    assert.deepEqual(
      (await rows).map((row) => render(row, loads.state(row)).label),
      ['Loading was stopped. Retry to go on.'],
    );
    await Promise.resolve();
    assert.deepEqual([activity, silent.closed], [[true, false], true]);
    loads.refresh(cluster);
    assert.deepEqual((await loads.children(cluster)).length, 4);
    assert.equal(opened.length, 2);
  });

  it('says why a cluster is unreachable, and tries again with a new client', async () => {
    const refusing = fakeAdmin({
      overview: async () => {
        throw new KafkaError('refused', 'Nothing listens on localhost:9092.');
      },
    });
    const { loads, cluster, opened, surprises } = tree([refusing, fakeAdmin()]);
    const rows = await loads.children(cluster);
    assert.deepEqual(
      rows.map((row) => [row.kind, render(row, loads.state(row)).label]),
      [['problem', 'Nothing listens on localhost:9092.']],
    );
    const row = render(cluster, loads.state(cluster));
    assert.deepEqual([row.description, row.icon, row.tone], ['unreachable', 'error', 'error']);
    assert.deepEqual(surprises, []);
    loads.refresh(cluster);
    assert.equal((await loads.children(cluster)).length, 4);
    assert.equal(opened.length, 2);
    assert.equal(render(cluster, loads.state(cluster)).description, 'localhost:9092');
  });

  it('gives a hanging cluster up after the time limit and closes its client', async () => {
    const hanging = fakeAdmin({ overview: () => new Promise(() => undefined) });
    const { loads, cluster } = tree([hanging], 20);
    const [row] = await loads.children(cluster);
    assert.ok(row?.kind === 'problem');
    assert.equal(row.error, 'timeout');
    assert.equal(row.sentence, 'localhost:9092 did not answer within 0.02 seconds.');
    assert.equal(hanging.closed, true);
  });

  it('lets an answer that was refreshed away have no effect', async () => {
    let answer: (() => void) | undefined;
    const slow = fakeAdmin({
      overview: () =>
        new Promise((_resolve, reject) => {
          answer = () => reject(new KafkaError('disconnected', 'The connection was closed.'));
        }),
    });
    const { loads, cluster } = tree([slow, fakeAdmin()]);
    const stale = loads.children(cluster);
    await new Promise((resolve) => setTimeout(resolve, 0));
    loads.refresh(cluster);
    await loads.children(cluster);
    answer?.();
    await stale;
    assert.equal(loads.state(cluster).phase, 'loaded');
  });

  it('loads again what is below a refreshed row, and nothing else', async () => {
    const admin = fakeAdmin();
    const { loads, cluster, listing } = tree([admin]);
    const [, topics, groups] = await loads.children(cluster);
    assert.ok(topics && groups);
    await loads.children(topics);
    await loads.children(groups);
    listing.topicFilter = 'orders';
    loads.relist('topics');
    assert.deepEqual(
      (await loads.children(topics)).map((row) => row.id),
      ['cluster 1/topics/orders'],
    );
    await loads.children(groups);
    const asked = ['overview', 'topics', 'durabilitySettings', 'groups'];
    assert.deepEqual(admin.calls, asked);
    loads.refresh(topics);
    await loads.children(topics);
    await loads.children(groups);
    assert.deepEqual(admin.calls, [...asked, 'topics', 'durabilitySettings']);
  });

  it('logs what nobody expects and says so in the tree', async () => {
    const { loads, cluster, surprises } = tree([
      fakeAdmin({
        overview: async () => {
          throw new TypeError('x is not a function');
        },
      }),
    ]);
    const [row] = await loads.children(cluster);
    assert.ok(row?.kind === 'problem');
    assert.equal(row.sentence, 'Something unexpected happened. The log has the details.');
    assert.equal(surprises.length, 1);
  });
});
