import { Buffer } from 'node:buffer';
import type { Mechanism } from 'kafkajs';
import { KafkaError } from '../errors';
import type { SaslMechanism } from '../security';
import type { TokenSource } from './tokenSource';

/** The extension by which Kafka's own clients say who is asked for: `auth` is the token's. RFC 7628, section 3.1. */
const separator = '\u0001';

/**
 * SASL OAUTHBEARER with a token of any source. kafkajs's own takes the broker's refusal for success: by RFC 7628,
 * section 3.2.2, a refusal comes as a challenge with a JSON text in it, and only then the connection ends.
 */
export function bearerMechanism(
  mechanism: SaslMechanism,
  tokens: TokenSource,
  extensions: Readonly<Record<string, string>> = {},
): Mechanism {
  return {
    mechanism: 'OAUTHBEARER',
    authenticationProvider: ({ host, port, saslAuthenticate }) => ({
      async authenticate() {
        const token = await tokens.token();
        const more = Object.entries(extensions).map(([name, value]) => `${separator}${name}=${value}`);
        const message = `n,,${separator}auth=Bearer ${token}${more.join('')}${separator}${separator}`;
        const refusal = await saslAuthenticate<string>({
          request: { encode: () => withSize(Buffer.from(message)) },
          // The answer's bytes come with their size in front.
          response: { decode: (bytes) => bytes.subarray(4), parse: (bytes) => bytes.toString('utf8') },
        });
        if (!refusal) return;
        tokens.forget();
        throw new KafkaError('authentication', refused(`${host}:${port}`, mechanism, statusOf(refusal)));
      },
    }),
  };
}

function withSize(bytes: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeInt32BE(bytes.length);
  return Buffer.concat([size, bytes]);
}

/** The word of the refusal, such as `invalid_token`; RFC 7628 leaves no other characters to it. */
function statusOf(refusal: string): string {
  return /"status"\s*:\s*"(?<word>[\w.-]{1,60})"/.exec(refusal)?.groups?.word ?? 'no reason given';
}

export function refused(address: string, mechanism: SaslMechanism, status: string): string {
  if (mechanism !== 'AWS_MSK_IAM')
    return `${address} rejects the token (${status}): check its scope, audience and issuer, and the listener's OAuth settings.`;
  const now = `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return `${address} rejects the IAM login (${status}): the identity needs kafka-cluster:Connect on this cluster, the region must be the cluster's, and this clock must be right: it says ${now}.`;
}
