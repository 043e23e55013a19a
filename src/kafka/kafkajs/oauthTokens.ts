import * as http from 'node:http';
import * as https from 'node:https';
import { rootCertificates } from 'node:tls';
import { KafkaError } from '../errors';
import type { Sasl } from '../security';
import { type Token, type TokenSource, tokenSource } from './tokenSource';

const patienceMs = 10_000;
/** An answer with a token is a few kilobytes; what is larger is none. */
const maxAnswerBytes = 1_000_000;

export type OAuthSasl = Extract<Sasl, { mechanism: 'OAUTHBEARER' }>;

/** Tokens by the client credentials grant, RFC 6749 section 4.4; the client logs in as section 2.3.1 has it first. */
export function oauthTokens(sasl: OAuthSasl, clientSecret: string, ca: string | undefined): TokenSource {
  return tokenSource(async () => readToken(sasl, await post(sasl, clientSecret, ca), Date.now()));
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

async function post(sasl: OAuthSasl, clientSecret: string, ca: string | undefined): Promise<Answer> {
  const url = URL.canParse(sasl.tokenEndpoint) ? new URL(sasl.tokenEndpoint) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:')
    throw new KafkaError('invalid-input', `The token endpoint ${sasl.tokenEndpoint} is not an http or https URL.`);
  const form = new URLSearchParams({ grant_type: 'client_credentials', ...(sasl.scope ? { scope: sasl.scope } : {}) });
  const login = [sasl.clientId, clientSecret].map(encodeURIComponent).join(':');
  const options = {
    method: 'POST',
    timeout: patienceMs,
    signal: AbortSignal.timeout(patienceMs),
    headers: {
      accept: 'application/json',
      authorization: `Basic ${Buffer.from(login).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    // The cluster's own authority often signs the identity provider of the same house.
    ...(ca === undefined ? {} : { ca: [...rootCertificates, ca] }),
  };
  const send = url.protocol === 'https:' ? https.request : http.request;
  try {
    return await new Promise<Answer>((resolve, reject) => {
      const request = send(url, options, (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (text: string) => {
          body += text;
          if (body.length > maxAnswerBytes) request.destroy(new Error('The answer is too large.'));
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
        response.on('error', reject);
      });
      request.on('error', reject);
      request.end(form.toString());
    });
  } catch (error) {
    throw unreachable(url, error);
  }
}

/** Nothing of the answer but the standard's own error word is repeated: it may hold what it was sent. */
function readToken({ tokenEndpoint, clientId }: OAuthSasl, { status, body }: Answer, now: number): Token {
  const answer = parse(body);
  if (status === 200 && typeof answer.access_token === 'string' && answer.access_token !== '') {
    const seconds = Number(answer.expires_in);
    return { value: answer.access_token, expiresAt: seconds > 0 ? now + seconds * 1_000 : undefined };
  }
  const word = typeof answer.error === 'string' && /^[\w-]{1,40}$/.test(answer.error) ? answer.error : undefined;
  if (word === 'invalid_client' || word === 'unauthorized_client' || status === 401 || status === 403)
    throw new KafkaError(
      'authentication',
      `The token endpoint rejects client ${clientId} (${word ?? `HTTP ${status}`}): check client ID, client secret and that it may use the client credentials grant.`,
    );
  if (word === 'invalid_scope')
    throw new KafkaError('authentication', 'The token endpoint rejects the scope (invalid_scope): check its spelling.');
  throw new KafkaError(
    'authentication',
    status === 200
      ? `${tokenEndpoint} answers without an access token: check that it is the token endpoint.`
      : `${tokenEndpoint} answers ${word ?? `HTTP ${status}`} instead of a token: check that it is the token endpoint.`,
  );
}

function parse(body: string): {
  readonly access_token?: unknown;
  readonly expires_in?: unknown;
  readonly error?: unknown;
} {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function unreachable(url: URL, error: unknown): KafkaError {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  const name: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'name') : undefined;
  const at = `The token endpoint ${url.host}`;
  const options = { cause: error };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new KafkaError(
      'dns',
      `${at} has a host name that is not known here: check the spelling, VPN and DNS.`,
      options,
    );
  if (code === 'ECONNREFUSED')
    return new KafkaError('refused', `${at} refuses connections: check host and port.`, options);
  if (name === 'AbortError' || name === 'TimeoutError' || code === 'ETIMEDOUT' || code === 'ABORT_ERR')
    return new KafkaError('timeout', `${at} did not answer within ${patienceMs / 1_000} s.`, options);
  if (typeof code === 'string' && /CERT|SELF_SIGNED|UNABLE_TO/.test(code))
    return new KafkaError(
      'tls',
      `${at} has a certificate that is not accepted here (${code}): add its CA certificate.`,
      options,
    );
  return new KafkaError(
    'disconnected',
    `${at} broke the connection${typeof code === 'string' ? ` (${code})` : ''}.`,
    options,
  );
}
