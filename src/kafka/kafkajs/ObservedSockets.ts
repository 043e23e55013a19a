import * as net from 'node:net';
import * as tls from 'node:tls';
import type { ISocketFactory } from 'kafkajs';
import { AnswerFrames } from './AnswerFrames';
import { FrameBuffers } from './FrameBuffers';

/** What the newest connection to an address went through; tells failures apart that kafkajs reports alike. */
export interface SocketFacts {
  readonly usesTls: boolean;
  /** TCP, and TLS where it is used, came up. */
  connected: boolean;
  receivedBytes: number;
  /** What the far side showed in the TLS handshake, whether it was accepted or not. */
  certificate?: CertificateFacts;
}

export interface CertificateFacts {
  readonly validFrom: Date;
  readonly validTo: Date;
  /** The issuer's common name, or what else it is called; undefined where it has no name at all. */
  readonly issuer: string | undefined;
  /** Host names and addresses that it is for. */
  readonly names: readonly string[];
}

/** Codes of the errors with which a connection is ended as soon as it is seen not to speak Kafka. */
export type WrongProtocolCode = 'ACKLENS_HTTP' | 'ACKLENS_TLS' | 'ACKLENS_NOT_KAFKA';

/**
 * Opens the sockets of a cluster, remembers what happened to them, and can end them at once: kafkajs itself waits for
 * the answers that are due, which a broker that hangs never gives. They hand over whole answers only.
 */
export class ObservedSockets {
  private readonly open = new Map<string, Set<net.Socket>>();
  private readonly newest = new Map<string, SocketFacts>();
  private readonly buffers: FrameBuffers;

  constructor(buffers = new FrameBuffers()) {
    this.buffers = buffers;
  }

  readonly factory: ISocketFactory = ({ host, port, ssl, onConnect }) => {
    const address = `${host}:${port}`;
    const facts: SocketFacts = { usesTls: Boolean(ssl), connected: false, receivedBytes: 0 };
    this.newest.set(address, facts);
    const connected = (): void => {
      facts.connected = true;
      onConnect();
    };
    const answers = new AnswerFrames(this.buffers, (frame) => socket.emit('data', frame));
    const onread = {
      buffer: (): Uint8Array => answers.room,
      callback: (count: number, bytes: Uint8Array): boolean => {
        const other = facts.receivedBytes === 0 ? otherProtocol(bytes, count) : undefined;
        facts.receivedBytes += count;
        const code = other ?? (answers.wrote(count) ? undefined : 'ACKLENS_NOT_KAFKA');
        if (code) socket.destroy(Object.assign(new Error('The port does not speak the Kafka protocol.'), { code }));
        return true;
      },
    };
    const options = { host, port, onread };
    const named = net.isIP(host) === 0 ? { servername: host } : {};
    const socket: net.Socket = ssl
      ? tls.connect({ ...options, ...named, ...ssl }, connected)
      : net.connect(options, connected);
    // Before Node judges the certificate: with its refusal the certificate is gone, and with it the reason in words.
    if (socket instanceof tls.TLSSocket)
      socket.prependListener('secure', () => {
        // Not getPeerX509Certificate: after it Node 20 finds no names in the certificate and refuses every host.
        const certificate = certificateFacts(socket.getPeerCertificate());
        if (certificate) facts.certificate = certificate;
      });
    socket.setNoDelay(true);
    socket.setKeepAlive(true, 60_000);
    const sockets = this.open.get(address) ?? new Set();
    this.open.set(address, sockets.add(socket));
    socket.once('close', () => sockets.delete(socket));
    return socket;
  };

  facts(address: string): SocketFacts | undefined {
    return this.newest.get(address);
  }

  destroy(address: string): void {
    // With an error, because kafkajs listens for that and not for a plain close.
    for (const socket of this.open.get(address) ?? [])
      socket.destroy(Object.assign(new Error('Closed by us.'), { code: 'ACKLENS_CLOSED' }));
  }

  destroyAll(): void {
    for (const address of this.open.keys()) this.destroy(address);
  }
}

/** An empty object stands for no certificate. */
function certificateFacts(certificate: Partial<tls.PeerCertificate>): CertificateFacts | undefined {
  const { valid_from, valid_to, issuer, subject, subjectaltname = '' } = certificate;
  if (valid_from === undefined || valid_to === undefined) return undefined;
  const names = [...subjectaltname.matchAll(/(?:DNS|IP Address):([^,\s"]+)/g)].map((match) => match[1] ?? '');
  return {
    validFrom: new Date(valid_from),
    validTo: new Date(valid_to),
    issuer: oneOf(issuer?.CN) ?? oneOf(issuer?.O),
    names: names.length > 0 ? names : [oneOf(subject?.CN)].filter((name) => name !== undefined),
  };
}

/** A name has a list of parts where the certificate has several of a kind. */
const oneOf = (part: string | readonly string[] | undefined): string | undefined =>
  typeof part === 'object' ? part[0] : part;

/** Judges the first bytes of the first answer; what it does not know reads as an answer of an impossible size. */
function otherProtocol({ buffer, byteOffset }: Uint8Array, count: number): WrongProtocolCode | undefined {
  const bytes = Buffer.from(buffer, byteOffset, count);
  if (bytes.subarray(0, 4).toString('latin1') === 'HTTP') return 'ACKLENS_HTTP';
  return bytes[0] === 0x15 && bytes[1] === 0x03 ? 'ACKLENS_TLS' : undefined;
}
