import type { Security } from './security';

/** Where a cluster is and how to get in, without secrets: those live in SecretStorage under the profile's id. */
export interface ConnectionProfile {
  readonly id: string;
  readonly name: string;
  /** `host:port` each; at least one. */
  readonly bootstrapServers: readonly string[];
  /** Undefined = PLAINTEXT. */
  readonly security?: Security;
  /** Of the user's making, such as `Production`. */
  readonly environment?: string;
  readonly color?: ConnectionColor;
  /** True refuses everything that would change the cluster. */
  readonly readOnly?: boolean;
  readonly registry?: RegistryProfile;
}

/** Each is a theme color `charts.<name>` of VS Code. */
export const connectionColors = ['red', 'orange', 'yellow', 'green', 'blue', 'purple'] as const;
export type ConnectionColor = (typeof connectionColors)[number];

export interface RegistryProfile {
  readonly url: string;
  readonly auth:
    | { readonly kind: 'none' }
    | { readonly kind: 'basic'; readonly username: string }
    | { readonly kind: 'bearer' };
}

/**
 * Reads a list such as `broker1:9092, [::1]:9093`. A server without a port gets 9092, the port of Kafka's own examples.
 * The problem is one sentence for the user.
 */
export function parseBootstrapServers(
  text: string,
): { readonly servers: readonly string[] } | { readonly problem: string } {
  const entries = text.split(',').map((entry) => entry.trim());
  if (entries.every((entry) => entry === '')) return { problem: 'Enter at least one server, such as localhost:9092.' };
  const servers: string[] = [];
  for (const entry of entries) {
    if (entry === '') return { problem: 'There is an empty entry: two commas in a row, or one at an end.' };
    if (entry.includes('://')) return { problem: `${entry}: write host:port without a protocol in front.` };
    const match = /^(?<host>\[[0-9a-fA-F:.]+(?:%\w+)?\]|[^\s:[\]/\\"'${}]+)(?::(?<port>.*))?$/.exec(entry)?.groups;
    if (!match?.host) return { problem: `${entry} is not a server: write host:port, IPv6 addresses in brackets.` };
    const port = match.port ?? '9092';
    if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
      return { problem: `${entry}: the port must be a number from 1 to 65535.` };
    }
    servers.push(`${match.host}:${Number(port)}`);
  }
  return { servers: [...new Set(servers)] };
}
