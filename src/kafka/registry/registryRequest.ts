import * as http from 'node:http';
import * as https from 'node:https';
import type { SecureContextOptions } from 'node:tls';
import { KafkaError } from '../errors';

export interface RegistryAnswer {
  readonly status: number;
  readonly body: Buffer;
}

export interface RegistryRequest {
  readonly url: URL;
  /** Of the header `authorization`. */
  readonly authorization: string | undefined;
  readonly tls: SecureContextOptions;
  readonly timeoutMs: number;
}

/** A list of 100,000 subjects has some megabytes; what is larger is no answer of a registry. */
const maxAnswerBytes = 16 * 1_048_576;
/** What a piece of an answer takes beside its bytes: an answer of pieces of one byte each would be a hundred times larger. */
const pieceBytes = 100;

/**
 * One GET. Redirects are not followed: the credentials are for this host only. Rejects with a KafkaError that names the
 * registry and carries neither credentials nor the answer.
 */
export async function registryRequest(request: RegistryRequest): Promise<RegistryAnswer> {
  const { url, authorization, tls, timeoutMs } = request;
  const options: https.RequestOptions = {
    signal: AbortSignal.timeout(timeoutMs),
    // A connection that is kept could bring what was sent behind one answer as the next one.
    agent: false,
    headers: {
      accept: 'application/vnd.schemaregistry.v1+json, application/json',
      ...(authorization === undefined ? {} : { authorization }),
    },
    ...(url.protocol === 'https:' ? tls : {}),
  };
  const send = url.protocol === 'https:' ? https.get : http.get;
  try {
    return await new Promise<RegistryAnswer>((resolve, reject) => {
      const sent = send(url, options, (response) => {
        const parts: Buffer[] = [];
        let size = 0;
        response.on('data', (part: Buffer) => {
          size += part.length + pieceBytes;
          if (size > maxAnswerBytes) sent.destroy(tooLarge(url));
          else parts.push(part);
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts) }));
        response.on('error', reject);
      });
      sent.on('error', reject);
    });
  } catch (error) {
    throw error instanceof KafkaError ? error : unreachable(request, error);
  }
}

const tooLarge = ({ host }: URL): KafkaError =>
  new KafkaError('undecodable', `The registry ${host} answered with more than 16 MiB: that is no schema and no list.`);

function unreachable({ url, timeoutMs }: RegistryRequest, error: unknown): KafkaError {
  const code = property(error, 'code');
  const name = property(error, 'name');
  const at = `The registry ${url.host}`;
  const because = (kind: KafkaError['kind'], sentence: string): KafkaError =>
    new KafkaError(kind, `${at} ${sentence}`, { cause: error });
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ABORT_ERR')
    return because('timeout', `did not answer within ${timeoutMs / 1000} s.`);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return because('dns', 'has a host name that is not known here: check the spelling, VPN and DNS.');
  if (code === 'ECONNREFUSED') return because('refused', 'refuses connections: check host and port.');
  if (code === 'ETIMEDOUT' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH')
    return because('timeout', 'cannot be reached: check the network, VPN and firewall.');
  if (code === 'CERT_HAS_EXPIRED') return because('tls', 'has a certificate that has expired.');
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return because('tls', 'has a certificate for another host name: use a name that stands in it.');
  if (typeof code === 'string' && /CERT|SELF_SIGNED|UNABLE_TO/.test(code))
    return because(
      'tls',
      `has a certificate that is not accepted here (${code}): add its CA certificate to the connection.`,
    );
  if (code === 'EPROTO' || (typeof code === 'string' && code.startsWith('ERR_SSL')))
    return because('wrong-protocol', 'does not speak TLS as it should: check http and https in its URL.');
  if (typeof code === 'string' && code.startsWith('HPE_'))
    return because('wrong-protocol', 'does not speak HTTP: check host and port.');
  return because(
    'disconnected',
    `broke the connection${typeof code === 'string' ? ` (${code})` : ''}: check http and https in its URL.`,
  );
}

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
