import type { ConnectionProfile } from '../../kafka/profile';

/** The value of the setting acklens.connections that says the same: everything but the ids and the secrets. */
export function exportConnections(profiles: readonly ConnectionProfile[]): string {
  const entries = profiles.map(({ name, bootstrapServers, security, environment, color, readOnly, registry }) => ({
    name,
    bootstrapServers: bootstrapServers.join(','),
    security,
    environment,
    color,
    readOnly,
    registry,
  }));
  return `${JSON.stringify({ 'acklens.connections': entries }, undefined, 2)}\n`;
}
