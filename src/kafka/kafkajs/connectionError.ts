import { KafkaError } from '../errors';
import type { Sasl } from '../security';
import type { SocketFacts } from './ObservedSockets';

export interface ConnectionAttempt {
  /** `host:port`. */
  readonly address: string;
  /** The cluster told us this address; the user did not write it. */
  readonly isAdvertised: boolean;
  readonly facts: SocketFacts | undefined;
  readonly sasl: Sasl | undefined;
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
  const advertised = attempt.isAdvertised
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
    const sentence = tlsSentence(code, at, facts);
    if (sentence) return kafkaError(sentence.kind, sentence.text);
    if (code === 'ACKLENS_CLOSED') return kafkaError('aborted', `The connection to ${address} was closed.`);
  }
  if (name === 'KafkaJSSASLAuthenticationError')
    return kafkaError('authentication', `${at} rejects the login: check the SASL mechanism, user name and password.`);
  if (name === 'KafkaJSRequestTimeoutError' || name === 'KafkaJSLockTimeout' || facts?.connected === false)
    return kafkaError('timeout', `${at} did not answer within ${attempt.timeoutMs / 1000} s.`);
  if (name === 'KafkaJSConnectionClosedError' || name === 'KafkaJSConnectionError') {
    if (facts?.receivedBytes === 0)
      return facts.usesTls
        ? kafkaError('disconnected', `${at} closed the connection without an answer.`)
        : kafkaError('wrong-protocol', `${at} closed the connection without an answer: it probably expects TLS.`);
    if (attempt.sasl)
      return kafkaError('authentication', `${at} closed the connection during the login: check the SASL mechanism.`);
    return kafkaError('disconnected', `${at} closed the connection; if it always does, it probably expects a login.`);
  }
  if (name === 'KafkaJSServerDoesNotSupportApiKey')
    return kafkaError('unsupported', `${at} is too old, or too new, for a request that this needs.`);
  return kafkaError('unexpected', `Something unexpected happened with ${address}; the log has the details.`);
}

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
  facts: SocketFacts | undefined,
): { readonly kind: KafkaError['kind']; readonly text: string } | undefined {
  if (unknownAuthority.has(code))
    return { kind: 'tls', text: `${at} has a certificate of an unknown authority: add its CA certificate.` };
  if (code === 'CERT_HAS_EXPIRED')
    return {
      kind: 'tls',
      text: `${at} has a certificate that has expired: it needs a new one, or this clock is wrong.`,
    };
  if (code === 'CERT_NOT_YET_VALID')
    return { kind: 'tls', text: `${at} has a certificate that is not valid yet: check the clock of this machine.` };
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return {
      kind: 'tls',
      text: `${at} has a certificate for other host names: use one of those, or a new certificate.`,
    };
  // An alert is the far side's refusal; these come for a client certificate that is missing or not accepted.
  if (code.startsWith('ERR_SSL_') && code.includes('ALERT'))
    return { kind: 'tls', text: `${at} refuses the TLS connection: it probably asks for a client certificate.` };
  const endedInHandshake = facts?.usesTls === true && !facts.connected;
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_') || (code === 'ECONNRESET' && endedInHandshake))
    return {
      kind: 'wrong-protocol',
      text: `${at} does not speak TLS: switch TLS off, or use the port of its TLS listener.`,
    };
  if (code === 'ECONNRESET' || code === 'EPIPE') return { kind: 'disconnected', text: `${at} broke the connection.` };
  return undefined;
}

const property = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;
