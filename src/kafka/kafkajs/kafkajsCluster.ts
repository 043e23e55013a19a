import { Kafka, logLevel } from 'kafkajs';
import type { KafkaJsCall, KafkaJsDefinition } from 'kafkajs/src/protocol/requests';

/** One of the two connections to an address. */
interface KafkaJsConnection {
  /** Bytes that no whole answer was made of yet. */
  chunks: Buffer[];
  processData(bytes: Buffer): void;
}

interface KafkaJsConnectionPool {
  readonly pool: readonly KafkaJsConnection[];
  send(call: KafkaJsCall): Promise<unknown>;
}

/** What we use of kafkajs's private Broker: one address with its two connections. */
export interface KafkaJsBroker {
  /** Null until it has told them. */
  readonly versions: Readonly<Record<number, { readonly minVersion: number; readonly maxVersion: number }>> | null;
  readonly connectionPool: KafkaJsConnectionPool;
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  isConnected(): boolean;
  lookupRequest(apiKey: number, definition: KafkaJsDefinition): (args: object) => KafkaJsCall;
}

/** What we use of kafkajs's private Cluster. */
export interface KafkaJsCluster {
  readonly connectionPoolBuilder: { build(address: { host: string; port: number }): Promise<KafkaJsConnectionPool> };
  readonly brokerPool: {
    readonly rootLogger: unknown;
    createBroker(options: { logger: unknown; connectionPool: KafkaJsConnectionPool }): KafkaJsBroker;
  };
}

export type KafkaJsLog = (level: 'debug' | 'info' | 'warn', message: string) => void;

export type KafkaJsClusterOptions = Omit<ConstructorParameters<typeof Kafka>[0], 'logLevel' | 'logCreator' | 'retry'>;

/**
 * kafkajs's connection layer without its consumer, which needs a group, commits, and hides what we are after. The Kafka
 * object keeps the factory under a symbol; the exact version is pinned and a contract test holds it.
 */
export function createKafkaJsCluster(options: KafkaJsClusterOptions, log: KafkaJsLog): KafkaJsCluster {
  const kafka = new Kafka({
    ...options,
    logLevel: logLevel.INFO,
    // kafkajs calls every connection that it will try again an error: one level down, and to our log.
    logCreator:
      () =>
      ({ level, log: entry }) =>
        log(level <= logLevel.ERROR ? 'warn' : level === logLevel.WARN ? 'info' : 'debug', entry.message),
  });
  const factory = Object.getOwnPropertySymbols(kafka).find(
    (symbol) => symbol.description === 'private:Kafka:createCluster',
  );
  const create: unknown = factory === undefined ? undefined : Reflect.get(kafka, factory);
  if (typeof create !== 'function') throw new Error('kafkajs has no private:Kafka:createCluster: is it 2.2.4?');
  return create.call(kafka, { allowAutoTopicCreation: false, isolationLevel: 0 });
}

/**
 * For a connection whose socket hands over whole answers. kafkajs joins each with what is left of the one before, which
 * copies it, also where nothing is left.
 */
export function takeWhole(connection: KafkaJsConnection): void {
  const process = connection.processData;
  connection.processData = (answer) => {
    process.call(connection, answer);
    connection.chunks = [];
  };
}
