import type { Buffer } from 'node:buffer';
import { type KafkaJsCall, type KafkaJsRequest, requests } from 'kafkajs/src/protocol/requests';
import apiKeys from 'kafkajs/src/protocol/requests/apiKeys';
import { KafkaError } from '../errors';
import type { ConnectionProfile } from '../profile';
import type { ConnectionSecrets } from '../secrets';
import { authOptions } from './auth';
import { splitAddress } from './brokerAddress';
import { connectionError } from './connectionError';
import { DamagedData } from './DamagedData';
import { FrameBuffers } from './FrameBuffers';
import {
  createKafkaJsCluster,
  type KafkaJsBroker,
  type KafkaJsCluster,
  type KafkaJsLog,
  takeWhole,
} from './kafkajsCluster';
import { ObservedSockets } from './ObservedSockets';

export interface LinkOptions {
  readonly connectionTimeoutMs?: number;
  readonly requestTimeoutMs?: number;
  readonly log?: KafkaJsLog;
  /** Kept in memory for as long as the connections are; never logged. */
  readonly secrets?: ConnectionSecrets;
}

export type ApiName = keyof typeof requests;

/** A broker by its address, connected. */
export interface Link {
  readonly address: string;
  readonly broker: KafkaJsBroker;
  /** What it speaks, by the key of each request. */
  readonly versions: NonNullable<KafkaJsBroker['versions']>;
}

/**
 * Connections to the brokers of one cluster, by address. Built on kafkajs's Broker and Connection (TLS, SASL,
 * throttling, request queue); which broker is asked, and what a failure means, is decided here.
 */
export class BrokerLinks {
  private readonly profile: ConnectionProfile;
  private readonly options: LinkOptions;
  private cluster: KafkaJsCluster | undefined;
  private readonly buffers: FrameBuffers;
  private readonly sockets: ObservedSockets;
  private readonly links = new Map<string, KafkaJsBroker>();
  private readonly bootstrap: readonly string[];
  private readonly requestTimeoutMs: number;
  private advertised = new Map<number, string>();
  /** Addresses whose connection has answered a request. */
  private readonly answered = new Set<string>();
  private closed = false;

  /** `buffers` may be those of other links, too. */
  constructor(profile: ConnectionProfile, options: LinkOptions = {}, buffers = new FrameBuffers()) {
    this.buffers = buffers;
    this.sockets = new ObservedSockets(buffers);
    this.profile = profile;
    this.options = options;
    this.bootstrap = profile.bootstrapServers;
    this.requestTimeoutMs = options.requestTimeoutMs ?? 10_000;
  }

  /** From the newest metadata: broker id -> `host:port`. */
  setBrokers(brokers: readonly { readonly nodeId: number; readonly host: string; readonly port: number }[]): void {
    this.advertised = new Map(brokers.map(({ nodeId, host, port }) => [nodeId, `${host}:${port}`]));
  }

  /** The broker with that id; rejects when it cannot be reached. */
  async broker(id: number): Promise<Link> {
    const address = this.advertised.get(id);
    if (address === undefined) throw new KafkaError('unavailable', `Broker ${id} is not in the cluster just now.`);
    return this.connect(address);
  }

  /** Any broker that answers: a connected one, else the known ones, else those that the user gave. */
  async any(): Promise<Link> {
    let first: unknown;
    const connected = [...this.links].filter(([, broker]) => broker.isConnected()).map(([address]) => address);
    for (const address of new Set([...connected, ...this.bootstrap, ...this.advertised.values()])) {
      try {
        return await this.connect(address);
      } catch (error) {
        first ??= error;
        if (this.closed) break;
      }
    }
    throw first;
  }

  /** Sends a request of kafkajs and gives its decoded answer, error codes and all. */
  async call(link: Link, api: ApiName, args: object): Promise<unknown> {
    const { request, response } = this.lookup(link, api, args);
    return this.send(link, request, (payload) => response.decode(payload));
  }

  /** Encodes a request of kafkajs in the newest version that both sides have. */
  lookup(link: Link, api: ApiName, args: object): KafkaJsCall {
    const key = apiKeys[api];
    if (key === undefined) throw new Error(`kafkajs knows no ${api}.`);
    try {
      return link.broker.lookupRequest(key, requests[api])(args);
    } catch (error) {
      throw this.failure(link.address, error);
    }
  }

  /** Sends any request and decodes its answer with `decode`. A connection that fails is dropped. */
  async send<T>(
    link: Link,
    request: KafkaJsRequest,
    decode: (payload: Buffer) => T | Promise<T>,
    timeoutMs = this.requestTimeoutMs,
  ): Promise<T> {
    try {
      const answer = await link.broker.connectionPool.send({
        request,
        requestTimeout: timeoutMs,
        response: {
          // kafkajs reads `clientSideThrottleTime` of what `decode` gives and obeys it.
          decode: async (payload) => ({
            value: await decode(payload),
            clientSideThrottleTime: throttle(request, payload),
          }),
          parse: async (decoded) => decoded,
        },
      });
      this.answered.add(link.address);
      return (answer as { readonly value: T }).value;
    } catch (error) {
      if (error instanceof DamagedData || error instanceof RangeError)
        throw new KafkaError('unexpected', `${link.address} sent an answer that cannot be read.`, { cause: error });
      // Who has no login to do is let in first and thrown out with the first request where one is asked for.
      const wasInUse = this.profile.security?.sasl !== undefined || this.answered.has(link.address);
      this.drop(link.address);
      throw this.failure(link.address, error, wasInUse);
    }
  }

  /** Nobody looks at the bytes of this answer any more: another one may be written over them. */
  done(answer: Buffer): void {
    this.buffers.giveBack(answer);
  }

  /** Sends a request that the broker does not answer; resolves when it is on its way. */
  async sendOnly(link: Link, request: KafkaJsRequest): Promise<void> {
    try {
      await link.broker.connectionPool.send({
        request: { ...request, expectResponse: () => false },
        response: { decode: noAnswer, parse: noAnswer },
      });
    } catch (error) {
      this.drop(link.address);
      throw this.failure(link.address, error);
    }
  }

  /** Forgets the connections to an address; the next use connects anew. */
  drop(address: string): void {
    const broker = this.links.get(address);
    this.links.delete(address);
    this.answered.delete(address);
    this.sockets.destroy(address);
    // Resolves once the sockets are gone; it has nothing to tell.
    void broker?.disconnect().catch(() => undefined);
  }

  async close(): Promise<void> {
    this.closed = true;
    const brokers = [...this.links.values()];
    this.links.clear();
    this.sockets.destroyAll();
    await Promise.all(brokers.map((broker) => broker.disconnect().catch(() => undefined)));
    this.sockets.destroyAll();
  }

  private async connect(address: string): Promise<Link> {
    if (this.closed) throw new KafkaError('aborted', 'The connection was closed.');
    let broker = this.links.get(address);
    try {
      if (!broker) {
        const { host, port } = splitAddress(address);
        this.cluster ??= this.makeCluster();
        const { brokerPool, connectionPoolBuilder } = this.cluster;
        const connectionPool = await connectionPoolBuilder.build({ host, port });
        connectionPool.pool.forEach(takeWhole);
        broker = this.links.get(address) ?? brokerPool.createBroker({ logger: brokerPool.rootLogger, connectionPool });
        this.links.set(address, broker);
      }
      // Also where it looks connected: the socket may be up and the versions not yet known. It returns at once if all is.
      await broker.connect();
      const { versions } = broker;
      // Someone else was first to connect, and a broker that hangs took the connection and did not answer.
      if (versions === null) throw silent(address, this.requestTimeoutMs);
      return { address, broker, versions };
    } catch (error) {
      const failure = this.failure(address, error);
      this.drop(address);
      throw failure;
    }
  }

  /** Throws a KafkaError where a key cannot be read or a secret is missing. */
  private makeCluster(): KafkaJsCluster {
    return createKafkaJsCluster(
      {
        ...authOptions(this.profile, this.options.secrets ?? {}),
        brokers: [...this.bootstrap],
        clientId: 'acklens',
        connectionTimeout: this.options.connectionTimeoutMs ?? 10_000,
        requestTimeout: this.requestTimeoutMs,
        socketFactory: this.sockets.factory,
      },
      (level, message) => {
        // Ending its connections is our own doing and no news.
        if (!this.closed) this.options.log?.(level, message);
      },
    );
  }

  private failure(address: string, error: unknown, wasInUse = false): KafkaError {
    return connectionError(error, {
      address,
      isAdvertised: !this.bootstrap.includes(address),
      wasInUse,
      facts: this.sockets.facts(socketAddress(address)),
      security: this.profile.security ?? {},
      timeoutMs: this.requestTimeoutMs,
    });
  }
}

/** All answers but ApiVersions begin with the time by which a client should hold back (KIP-219, from these versions on). */
function throttle({ apiName, apiVersion }: KafkaJsRequest, payload: Buffer): number {
  return apiName === 'Fetch' && apiVersion >= 8 && payload.length >= 4 ? payload.readInt32BE(0) : 0;
}

const silent = (address: string, timeoutMs: number): KafkaError =>
  new KafkaError('timeout', `${address} did not answer within ${timeoutMs / 1000} s.`);

const noAnswer = async (): Promise<void> => undefined;

const socketAddress = (address: string): string => {
  const { host, port } = splitAddress(address);
  return `${host}:${port}`;
};
