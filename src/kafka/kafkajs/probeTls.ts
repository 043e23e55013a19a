import * as tls from 'node:tls';
import { KafkaError } from '../errors';
import type { ConnectionProfile } from '../profile';
import type { ConnectionSecrets } from '../secrets';
import { authOptions } from './auth';
import { splitAddress } from './brokerAddress';
import { connectionError } from './connectionError';
import { ObservedSockets } from './ObservedSockets';

/** Shakes hands and hangs up. Answers what was agreed on; rejects with a KafkaError. */
export async function probeTls(
  { security = {}, ...profile }: ConnectionProfile,
  secrets: ConnectionSecrets,
  address: string,
  timeoutMs: number,
): Promise<string> {
  const onlyTls = { ...profile, security: security.tls ? { tls: security.tls } : {} };
  const { ssl } = authOptions(onlyTls, secrets);
  const { host, port } = splitAddress(address);
  const sockets = new ObservedSockets();
  const facts = () => sockets.facts(`${host}:${port}`);
  const failed = (error: unknown): KafkaError =>
    connectionError(error, { address, isAdvertised: false, facts: facts(), security, timeoutMs });
  try {
    return await new Promise<string>((resolve, reject) => {
      const socket = sockets.factory({ host, port, ssl: typeof ssl === 'object' ? ssl : {}, onConnect: done });
      socket.setTimeout(timeoutMs, () =>
        reject(new KafkaError('timeout', `${address} accepts the connection but does not answer the TLS handshake.`)),
      );
      socket.once('error', (error) => reject(failed(error)));
      socket.once('close', () => reject(failed({ code: 'ECONNRESET' })));
      function done(): void {
        const version = socket instanceof tls.TLSSocket ? (socket.getProtocol() ?? 'TLS') : 'TLS';
        const certificate = facts()?.certificate;
        const until = certificate?.validTo.toISOString().slice(0, 10);
        resolve(
          certificate
            ? `${version}; the certificate is for ${certificate.names.slice(0, 5).join(', ') || 'no names'}, issued by ${certificate.issuer ?? 'nobody'}, valid until ${until}.`
            : `${version}.`,
        );
      }
    });
  } finally {
    sockets.destroyAll();
  }
}
