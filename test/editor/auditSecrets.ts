import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SecretName } from '../../src/kafka/secrets';

/** One secret of every kind, which stands nowhere else: who finds one has found a leak. `keys` is the folder of the test keys. */
export function auditSecrets(keys: string): Readonly<Record<SecretName, string>> {
  return {
    password: 'audit-pässword "quoted" 4cf1',
    clientSecret: 'audit-client-secret+/=8b02',
    clientKey: readFileSync(join(keys, 'client-key.pem'), 'utf8'),
    clientStore: readFileSync(join(keys, 'client.p12')).toString('base64'),
    keyPassphrase: 'audit-passphrase-91de',
    awsSecretAccessKey: 'audit/aws+secret/access/key/c3a7',
    awsSessionToken: 'audit-aws-session-token-5d19',
    registrySecret: 'audit-registry:secret-e660',
  };
}

/** Of a key its first line in base64, of a store what is a piece of it in any case; everything else is searched as a whole. */
export const searchedPart = (secret: string): string => {
  const pem = /-----BEGIN [^-]+-----\r?\n(?<line>[^\r\n]+)/.exec(secret)?.groups?.line;
  return pem ?? (secret.length > 500 ? secret.slice(400, 460) : secret);
};
