import type { RegistryProfile } from '../profile';
import type { ConnectionSecrets } from '../secrets';
import { splitUserInfo } from '../splitUserInfo';

/** Settings of Confluent's serializers. */
export function readRegistry(
  settings: ReadonlyMap<string, string>,
): { readonly registry: RegistryProfile; readonly secrets: ConnectionSecrets } | undefined {
  // Several registries are replicas of one.
  const written = settings.get('schema.registry.url')?.split(',')[0]?.trim();
  if (!written || !/^https?:\/\//.test(written)) return undefined;
  const { url, user: userOfUrl, password } = splitUserInfo(written);
  const user = settings.get('basic.auth.user.info') ?? settings.get('schema.registry.basic.auth.user.info');
  const token = settings.get('bearer.auth.token');
  if (user?.includes(':')) {
    const at = user.indexOf(':');
    return {
      registry: { url, auth: { kind: 'basic', username: user.slice(0, at) } },
      secrets: at + 1 < user.length ? { registrySecret: user.slice(at + 1) } : {},
    };
  }
  if (token) return { registry: { url, auth: { kind: 'bearer' } }, secrets: { registrySecret: token } };
  // Confluent's credentials source URL.
  if (userOfUrl !== undefined)
    return {
      registry: { url, auth: { kind: 'basic', username: userOfUrl } },
      secrets: password ? { registrySecret: password } : {},
    };
  return { registry: { url, auth: { kind: 'none' } }, secrets: {} };
}
