import type { ConnectionProfile } from '../kafka/profile';

/**
 * The connection that a unit talks through: the only one that has a server in common with the unit's own, or else the one
 * that the user chose for the workspace. Between two that fit nobody guesses, unless the user chose one of them.
 */
export function connectionFor<C extends Pick<ConnectionProfile, 'id' | 'bootstrapServers'>>(
  servers: string | undefined,
  connections: readonly C[],
  chosen: string | undefined,
): C | undefined {
  const wanted = new Set((servers ?? '').split(',').map(uniform).filter(Boolean));
  const fitting = connections.filter(({ bootstrapServers }) =>
    bootstrapServers.some((one) => wanted.has(uniform(one))),
  );
  if (fitting.length === 1) return fitting[0];
  return (fitting.length === 0 ? connections : fitting).find(({ id }) => id === chosen);
}

/** `PLAINTEXT://LocalHost` and `127.0.0.1:9092` are one. */
function uniform(server: string): string {
  const plain = server
    .trim()
    .toLowerCase()
    .replace(/^[a-z_]+:\/\//, '');
  const withPort = plain === '' || /:\d+$/.test(plain) ? plain : `${plain}:9092`;
  return withPort.replace(/^(?:localhost|\[::1\])(?=:)/, '127.0.0.1');
}
