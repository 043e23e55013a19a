import assert from 'node:assert/strict';
import { ClusterAccess } from '../../../src/explorer/clusterAccess';
import { KafkaError } from '../../../src/kafka/errors';
import { fakeAdmin } from './fakeAdmin';

describe('ClusterAccess', () => {
  const profile = { id: '1', name: 'production', bootstrapServers: ['localhost:9092'] };

  async function refusal(work: Promise<unknown>): Promise<string> {
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof KafkaError, String(error));
    return `${error.kind}: ${error.message}`;
  }

  it('sends nothing that changes a cluster through a read-only connection', async () => {
    const admin = fakeAdmin();
    const access = new ClusterAccess(
      async () => admin,
      () => 1_000,
    );
    const remove = (readOnly: boolean) =>
      access.change({ ...profile, readOnly }, (actions) => actions.deleteTopic('orders'));
    assert.equal(
      await refusal(remove(true)),
      'read-only: The connection "production" is read-only: nothing was sent to the cluster.',
    );
    assert.deepEqual(admin.calls, []);
    await remove(false);
    assert.deepEqual(admin.calls, ['deleteTopic']);
  });

  it('says that a change may have been made when nobody knows', async () => {
    const silent = fakeAdmin({ deleteTopic: () => new Promise(() => undefined) });
    const gone = fakeAdmin({
      deleteTopic: async () => {
        throw new KafkaError('disconnected', 'localhost:9092 broke the connection.');
      },
    });
    const admins = [silent, gone];
    const access = new ClusterAccess(
      async () => admins.shift() ?? fakeAdmin(),
      () => 20,
    );
    const remove = () => access.change(profile, (actions) => actions.deleteTopic('orders'));
    assert.equal(
      await refusal(remove()),
      'timeout: localhost:9092 did not answer within 0.02 seconds. Whether the change was made is not known: refresh to see.',
    );
    assert.equal(
      await refusal(remove()),
      'disconnected: localhost:9092 broke the connection. Whether the change was made is not known: refresh to see.',
    );
    assert.deepEqual([silent.closed, gone.closed], [true, true]);
  });

  it('does not let one cluster that hangs delay another', async () => {
    const hanging = fakeAdmin({ overview: () => new Promise(() => undefined) });
    const access = new ClusterAccess(
      async ({ id }) => (id === 'dead' ? hanging : fakeAdmin()),
      () => 60_000,
    );
    void access.use({ ...profile, id: 'dead' }, (admin) => admin.overview()).catch(() => undefined);
    assert.equal((await access.use(profile, (admin) => admin.overview())).brokers.length, 2);
    access.dispose();
  });
});
