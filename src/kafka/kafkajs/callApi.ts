import type { KafkaJsRequest } from 'kafkajs/src/protocol/requests';
import { KafkaError } from '../errors';
import type { BrokerLinks, Link } from './BrokerLinks';
import { WireReader } from './WireReader';
import { WireWriter } from './WireWriter';

/** A request that kafkajs lacks, or has only in versions that say less. */
export interface Api<T> {
  readonly key: number;
  /** As Kafka's protocol guide names it. */
  readonly name: string;
  /** Those that `write` and `read` can do. */
  readonly versions: { readonly least: number; readonly most: number };
  readonly flexibleFrom: number;
  write(body: WireWriter, version: number): void;
  read(answer: WireReader, version: number): T | Promise<T>;
}

/** The newest version that both sides have; undefined where they have none in common. */
export function commonVersion(link: Link, { key, versions }: Pick<Api<unknown>, 'key' | 'versions'>) {
  const offered = link.versions[key];
  if (!offered) return undefined;
  const version = Math.min(versions.most, offered.maxVersion);
  return version < Math.max(versions.least, offered.minVersion) ? undefined : version;
}

/** Sends it in the newest common version. Rejects with `unsupported` where there is none. */
export async function callApi<T>(links: BrokerLinks, link: Link, api: Api<T>, timeoutMs?: number): Promise<T> {
  const request = requestOf(link, api);
  const isFlexible = request.apiVersion >= api.flexibleFrom;
  const read = async (payload: Buffer): Promise<T> => {
    const answer = new WireReader(payload, isFlexible);
    answer.tags();
    return api.read(answer, request.apiVersion);
  };
  return links.send(link, request, read, timeoutMs);
}

/** The request alone, for one that gets no answer. Throws `unsupported` where there is no common version. */
export function requestOf<T>(link: Link, api: Api<T>): KafkaJsRequest {
  const version = commonVersion(link, api);
  if (version === undefined)
    throw new KafkaError('unsupported', `${link.address} is too old, or too new, for ${api.name}.`);
  return {
    apiKey: api.key,
    apiVersion: version,
    apiName: api.name,
    encode: async () => {
      // The header of a flexible request ends with tagged fields, which kafkajs does not write.
      const body = new WireWriter(version >= api.flexibleFrom).tags();
      api.write(body, version);
      return body.tags().finish();
    },
  };
}
