import { KafkaError } from '../errors';
import type { Sasl, Security } from '../security';
import type { SocketFacts } from './ObservedSockets';

export interface ConnectionAttempt {
  /** `host:port`. */
  readonly address: string;
  /** The cluster told us this address; the user did not write it. */
  readonly isAdvertised: boolean;
  /** It had worked before it failed: the login was done, or a request was answered. */
  readonly wasInUse?: boolean;
  readonly facts: SocketFacts | undefined;
  readonly security: Security;
  readonly timeoutMs: number;
}

/**
 * What a failed connection means for the user, from names and codes only: kafkajs and OpenSSL change their words.
 */
export function connectionError(error: unknown, attempt: ConnectionAttempt): KafkaError {
  if (error instanceof KafkaError) return error;
  const name = property(error, 'name');
  const code = property(error, 'code') ?? property(property(error, 'cause'), 'code');
  const { address, facts } = attempt;
  const at = attempt.isAdvertised ? `The broker that the cluster advertises as ${address}` : address;
  const advertised =
    attempt.isAdvertised && !attempt.wasInUse
      ? ' Its advertised.listeners must lead here from this machine: a tunnel or container often needs another listener.'
      : '';
  const kafkaError = (kind: KafkaError['kind'], sentence: string): KafkaError =>
    new KafkaError(kind, sentence + advertised, { cause: error });

  if (typeof code === 'string') {
    if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EAI_NODATA')
      return kafkaError('dns', `${at} has a host name that is not known here: check the spelling, VPN and DNS.`);
    if (code === 'ECONNREFUSED')
      return kafkaError('refused', `${at} refuses connections: check the port and that the broker is running.`);
    if (code === 'ETIMEDOUT' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH')
      return kafkaError('timeout', `${at} cannot be reached: check the network, VPN and firewall.`);
    if (code === 'ACKLENS_HTTP')
      return kafkaError('wrong-protocol', `${at} is an HTTP server, not a Kafka broker: check the port.`);
    if (code === 'ACKLENS_NOT_KAFKA')
      return kafkaError('wrong-protocol', `${at} does not speak the Kafka protocol: check the port.`);
    if (code === 'ACKLENS_TLS')
      return kafkaError('wrong-protocol', `${at} expects TLS: switch TLS on for this connection.`);
    const sentence = tlsSentence(code, at, attempt);
    if (sentence) return kafkaError(sentence.kind, sentence.text);
    if (code === 'ACKLENS_CLOSED') return kafkaError('aborted', `The connection to ${address} was closed.`);
  }
  const login = loginSentence(error, at, attempt.security.sasl);
  if (login) return kafkaError('authentication', login);
  if (name === 'KafkaJSRequestTimeoutError' || name === 'KafkaJSLockTimeout' || facts?.connected === false)
    return kafkaError('timeout', `${at} did not answer within ${attempt.timeoutMs / 1000} s.`);
  if (name === 'KafkaJSConnectionClosedError' || name === 'KafkaJSConnectionError') {
    if (attempt.wasInUse) return kafkaError('disconnected', `${at} broke the connection.`);
    if (facts?.receivedBytes === 0)
      return facts.usesTls
        ? kafkaError('disconnected', `${at} closed the connection without an answer.`)
        : kafkaError('wrong-protocol', `${at} closed the connection without an answer: it probably expects TLS.`);
    if (attempt.security.sasl)
      return kafkaError('authentication', `${at} closed the connection during the login: check the SASL mechanism.`);
    return kafkaError('disconnected', `${at} closed the connection; if it always does, it probably expects a login.`);
  }
  if (name === 'KafkaJSServerDoesNotSupportApiKey')
    return kafkaError('unsupported', `${at} is too old, or too new, for a request that this needs.`);
  return kafkaError('unexpected', `Something unexpected happened with ${address}; the log has the details.`);
}

/** Kafka does not tell an unknown user from a wrong password, so that nobody can try out names. */
function loginSentence(error: unknown, at: string, sasl: Sasl | undefined): string | undefined {
  const type = property(error, 'type');
  if (type === 'UNSUPPORTED_SASL_MECHANISM')
    return `${at} does not offer SASL ${wireName(sasl)}: choose another mechanism, or the port of another listener.`;
  if (type === 'ILLEGAL_SASL_STATE') return `${at} asks for no login: choose no SASL, or the port of another listener.`;
  if (property(error, 'name') !== 'KafkaJSSASLAuthenticationError') return undefined;
  switch (sasl?.mechanism) {
    case 'PLAIN':
      return `${at} rejects user ${sasl.username} (PLAIN): check the user name and the password.`;
    case 'SCRAM-SHA-256':
    case 'SCRAM-SHA-512':
      return `${at} rejects user ${sasl.username} (${sasl.mechanism}): check the user name and the password; the user must have been created for this mechanism.`;
    default:
      return `${at} rejects the login: check the SASL mechanism and the token.`;
  }
}

/** IAM tokens travel as OAUTHBEARER. */
const wireName = (sasl: Sasl | undefined): string =>
  sasl?.mechanism === 'AWS_MSK_IAM' ? 'OAUTHBEARER (AWS MSK IAM)' : (sasl?.mechanism ?? '');

const unknownAuthority: ReadonlySet<string> = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

function tlsSentence(
  code: string,
  at: string,
  { facts, security }: ConnectionAttempt,
): { readonly kind: KafkaError['kind']; readonly text: string } | undefined {
  const certificate = facts?.certificate;
  const tls = (text: string) => ({ kind: 'tls', text }) as const;
  if (unknownAuthority.has(code)) {
    const issuer = certificate?.issuer === undefined ? 'an unknown authority' : `“${certificate.issuer}”, unknown here`;
    return tls(`${at} has a certificate of ${issuer}: add the CA certificate to the connection.`);
  }
  if (code === 'CERT_HAS_EXPIRED') {
    const when = certificate ? ` on ${day(certificate.validTo)}` : '';
    return tls(`${at} has a certificate that expired${when}: it needs a new one, or this clock is wrong.`);
  }
  if (code === 'CERT_NOT_YET_VALID') {
    const when = certificate ? ` before ${day(certificate.validFrom)}` : ' yet';
    return tls(`${at} has a certificate that is not valid${when}: check the clock of this machine.`);
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const names = certificate?.names.slice(0, 5).join(', ') || 'other host names';
    return tls(`${at} has a certificate for ${names}: connect by such a name, or give the broker a new certificate.`);
  }
  // An alert is the far side's refusal; these come for a client certificate that is missing or not accepted.
  if (code.startsWith('ERR_SSL_') && code.includes('ALERT'))
    return tls(
      security.tls?.client
        ? `${at} refuses the TLS connection: it does not accept the client certificate; its truststore must know the CA.`
        : `${at} refuses the TLS connection: it probably asks for a client certificate.`,
    );
  const endedInHandshake = facts?.usesTls === true && !facts.connected;
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_') || (code === 'ECONNRESET' && endedInHandshake))
    return {
      kind: 'wrong-protocol',
      text: `${at} does not speak TLS: switch TLS off, or use the port of its TLS listener.`,
    };
  if (code === 'ECONNRESET' || code === 'EPIPE') return { kind: 'disconnected', text: `${at} broke the connection.` };
  return undefined;
}

const day = (date: Date): string => date.toISOString().slice(0, 10);

const property = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;
