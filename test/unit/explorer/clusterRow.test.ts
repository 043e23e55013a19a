import { deepEqual } from 'node:assert/strict';
import type { ClusterNode } from '../../../src/explorer/node';
import { render } from '../../../src/explorer/render';

describe('the row of a cluster', () => {
  const cluster: ClusterNode = {
    kind: 'cluster',
    id: 'cluster 1',
    connection: '1',
    name: 'orders',
    bootstrapServers: ['a:9093', 'b:9093'],
    origin: 'stored',
    environment: 'Production',
    color: 'red',
    readOnly: true,
  };

  it('says its environment first, in its color', () => {
    const { label, description, color, icon } = render(cluster, { phase: 'idle' });
    deepEqual(
      [label, description, color, icon],
      ['orders', 'Production · read-only · a:9093 +1', 'red', 'server-environment'],
    );
  });

  it('tells what the workspace recommends from what the user has added', () => {
    const { description, tooltip, context } = render({ ...cluster, origin: 'workspace' }, { phase: 'idle' });
    deepEqual(
      [description, tooltip?.split('\n')[1], context],
      [
        'Production · read-only · of this workspace · a:9093 +1',
        'Recommended by this workspace, in its setting acklens.connections; Duplicate keeps it for yourself',
        'cluster.workspace',
      ],
    );
  });

  it('says that it cannot be reached in any color', () => {
    const { description, tone } = render(cluster, { phase: 'failed', sentence: 'No.', at: new Date(0) });
    deepEqual([description, tone], ['Production · read-only · unreachable', 'error']);
  });
});
