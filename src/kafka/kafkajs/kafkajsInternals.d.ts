// The insides of kafkajs 2.2.4 that the adapter leans on. The version is pinned exactly and a contract test asks for each.
declare module 'kafkajs/src/protocol/requests' {
  export interface KafkaJsRequest {
    readonly apiKey: number;
    readonly apiVersion: number;
    readonly apiName: string;
    encode(): Promise<unknown>;
    /** Left out = yes. */
    expectResponse?(): boolean;
  }
  export interface KafkaJsResponse {
    decode(payload: Buffer): Promise<unknown>;
    parse(decoded: unknown): Promise<unknown>;
  }
  export interface KafkaJsCall {
    readonly request: KafkaJsRequest;
    readonly response: KafkaJsResponse;
    readonly requestTimeout?: number;
  }
  export interface KafkaJsDefinition {
    readonly versions: readonly string[];
    protocol(options: { readonly version: number }): (args: object) => KafkaJsCall;
  }
  export const requests: Readonly<
    Record<
      | 'Fetch'
      | 'ListOffsets'
      | 'Metadata'
      | 'OffsetFetch'
      | 'GroupCoordinator'
      | 'DescribeGroups'
      | 'ListGroups'
      | 'DescribeConfigs'
      | 'DescribeAcls'
      | 'SaslHandshake',
      KafkaJsDefinition
    >
  >;
}

declare module 'kafkajs/src/protocol/requests/apiKeys' {
  const apiKeys: Readonly<Record<string, number>>;
  export = apiKeys;
}

declare module 'kafkajs/src/protocol/encoder' {
  class Encoder {
    writeInt8(value: number): Encoder;
    writeInt16(value: number): Encoder;
    writeInt32(value: number): Encoder;
    writeInt64(value: number): Encoder;
    writeString(value: string): Encoder;
    writeBuffer(bytes: Buffer): Encoder;
    writeArray(items: readonly Encoder[]): Encoder;
    writeBufferInternal(bytes: Uint8Array): void;
  }
  export = Encoder;
}

declare module 'kafkajs/src/protocol/recordBatch/crc32C' {
  function crc32C(bytes: Uint8Array): number;
  export = crc32C;
}

declare module 'kafkajs/src/producer/partitioners/default/murmur2' {
  function murmur2(key: Buffer): number;
  export = murmur2;
}
