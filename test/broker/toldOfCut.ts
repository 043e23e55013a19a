import assert from 'node:assert/strict';
import type { ClusterAccess } from '../../src/explorer/clusterAccess';
import type { ClusterActions } from '../../src/kafka/clusterActions';
import { KafkaError } from '../../src/kafka/errors';
import type { ConnectionProfile } from '../../src/kafka/profile';
import type { TcpProxy } from '../kafka/TcpProxy';

/** What the user is told when the broker has carried the change out and the connection ends before its answer comes. */
export async function toldOfCut(
  access: ClusterAccess,
  profile: ConnectionProfile,
  proxies: readonly TcpProxy[],
  apiKey: number,
  change: (actions: ClusterActions) => Promise<unknown>,
): Promise<string> {
  const cut = Promise.race(proxies.map((proxy) => proxy.cutInsteadOfAnswer(apiKey)));
  const error: unknown = await access.change(profile, change).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof KafkaError, String(error));
  await cut;
  return `${error.kind}: ${error.message.replace(/127\.0\.0\.1:\d+/, 'BROKER')}`;
}

export const notKnown =
  'disconnected: BROKER broke the connection. Whether the change was made is not known: refresh to see.';
