import { type ConnectionOptions, createSecureContext } from 'node:tls';
import { KafkaError } from '../errors';
import type { ConnectionSecrets } from '../secrets';
import type { Tls } from '../security';

/** What Node's TLS needs for a profile. Throws a KafkaError for material that OpenSSL cannot read. */
export function tlsOptions(tls: Tls, ca: string | undefined, secrets: ConnectionSecrets): ConnectionOptions {
  const options: ConnectionOptions = {
    ...(ca === undefined ? {} : { ca }),
    ...(tls.anyHostname ? { checkServerIdentity: () => undefined } : {}),
    ...clientOptions(tls, secrets),
  };
  if (ca !== undefined && !ca.includes('-----BEGIN CERTIFICATE-----'))
    throw new KafkaError('invalid-input', 'The CA certificate is not PEM: it begins with -----BEGIN CERTIFICATE-----.');
  try {
    // Made here and thrown away: a key that cannot be read is an answer now, not a failed connection later.
    createSecureContext(options);
  } catch (error) {
    throw new KafkaError('invalid-input', unreadable(tls, error), { cause: error });
  }
  return options;
}

function clientOptions({ client }: Tls, secrets: ConnectionSecrets): ConnectionOptions {
  if (client === undefined) return {};
  const passphrase = secrets.keyPassphrase === undefined ? {} : { passphrase: secrets.keyPassphrase };
  if (client.kind === 'pem') {
    if (!secrets.clientKey)
      throw new KafkaError('authentication', 'The key of the client certificate is not saved: edit the connection.');
    return { cert: client.certificate, key: secrets.clientKey, ...passphrase };
  }
  if (!secrets.clientStore)
    throw new KafkaError('authentication', 'The PKCS12 store of the client is not saved: edit the connection.');
  return { pfx: Buffer.from(secrets.clientStore, 'base64'), ...passphrase };
}

/** By OpenSSL's codes where Node passes them on; PKCS12 errors come with words alone, which decide nothing here. */
function unreadable({ client }: Tls, error: unknown): string {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  if (code === 'ERR_OSSL_X509_KEY_VALUES_MISMATCH') return 'The client key does not belong to the client certificate.';
  if (client?.kind === 'pkcs12')
    return 'The PKCS12 store of the client cannot be read: check its password. A store of Java 8 must be converted anew with keytool -importkeystore.';
  if (client?.kind === 'pem')
    return 'The client certificate or its key cannot be read: both must be PEM, and an encrypted key needs its passphrase.';
  return 'The CA certificate cannot be read: it must be PEM.';
}
