import { javaNames } from './imports/javaNames';
import { type FileReader, readKeyMaterial } from './imports/readKeyMaterial';
import { readLogin } from './imports/readLogin';
import { readRegistry } from './imports/readRegistry';
import { parseBootstrapServers, type RegistryProfile } from './profile';
import type { ConnectionSecrets } from './secrets';
import type { Security } from './security';

/** What a client's configuration says about getting into its cluster. */
export interface ImportedConnection {
  readonly servers: readonly string[];
  /** Undefined = PLAINTEXT. */
  readonly security?: Security;
  readonly registry?: RegistryProfile;
  readonly secrets: ConnectionSecrets;
  /** What could not be taken over and what to do about it, a sentence each, without a secret in it. */
  readonly notes: readonly string[];
}

/**
 * Reads the settings of a Java client, of Spring, or of librdkafka and kcat. `readFile` gives the stores and certificates
 * that the settings name; it decides which paths it opens.
 */
export async function importConnection(
  entries: ReadonlyMap<string, string>,
  readFile: FileReader,
  servers?: string,
): Promise<ImportedConnection | { readonly problem: string }> {
  const settings = javaNames(entries);
  const written = servers ?? settings.get('bootstrap.servers') ?? '';
  if (written === '') return { problem: 'There is no bootstrap.servers in it.' };
  const parsed = parseBootstrapServers(written);
  if ('problem' in parsed) return { problem: `bootstrap.servers: ${parsed.problem}` };

  const notes: string[] = [];
  const protocol = (settings.get('security.protocol') ?? 'PLAINTEXT').toUpperCase();
  if (!['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'].includes(protocol))
    return { problem: `security.protocol is “${protocol}”: it must be PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL.` };
  const keys = protocol.endsWith('SSL') ? await readKeyMaterial(settings, readFile) : undefined;
  const login = protocol.startsWith('SASL') ? readLogin(settings, parsed.servers) : undefined;
  if (login && 'problem' in login) return login;
  const registry = readRegistry(settings);
  notes.push(...(keys?.notes ?? []), ...(login?.notes ?? []));
  const security: Security = { ...(keys ? { tls: keys.tls } : {}), ...(login ? { sasl: login.sasl } : {}) };
  return {
    servers: parsed.servers,
    ...(protocol === 'PLAINTEXT' ? {} : { security }),
    ...(registry ? { registry: registry.registry } : {}),
    secrets: { ...keys?.secrets, ...login?.secrets, ...registry?.secrets },
    notes,
  };
}
