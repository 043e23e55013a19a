import type { ConfigDetail, ConfigResource, ConfigSource } from '../model';
import type { BrokerLinks } from './BrokerLinks';
import { callApi } from './callApi';
import { fetchMetadata } from './fetchMetadata';
import { protocolError } from './protocolError';
import type { WireReader } from './WireReader';

/** Every setting of a topic or broker, by name. A broker's own are known to that broker only. */
export async function describeConfigs(links: BrokerLinks, resource: ConfigResource): Promise<ConfigDetail[]> {
  if (resource.kind === 'broker') await fetchMetadata(links, 'none');
  const link = resource.kind === 'broker' ? await links.broker(resource.id) : await links.any();
  const answer = await callApi(links, link, {
    key: 32,
    name: 'DescribeConfigs',
    versions: { least: 1, most: 3 },
    flexibleFrom: 4,
    write: (body, version) => {
      body
        .array([resource], (one) => body.int8(resourceType(one)).string(resourceName(one)).strings(undefined))
        .boolean(true);
      // KIP-569: the broker's documentation of each setting.
      if (version >= 3) body.boolean(true);
    },
    read: (reader, version) => {
      reader.int32();
      const results = reader.array(() => readResource(reader, version, resource));
      return results[0];
    },
  });
  if (!answer) return [];
  const where = resource.kind === 'topic' ? `topic ${resource.name}` : 'the cluster';
  if (answer.code !== 0)
    throw protocolError(
      answer.code,
      {
        what: `read the configuration of ${resource.kind === 'topic' ? where : `broker ${resource.id}`}`,
        acl: `DescribeConfigs on ${where}`,
      },
      answer.message,
    );
  return answer.entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Source: Kafka protocol, `ConfigResource.Type`. */
export const resourceType = ({ kind }: ConfigResource): number => (kind === 'topic' ? 2 : 4);

export const resourceName = (resource: ConfigResource): string =>
  resource.kind === 'topic' ? resource.name : String(resource.id);

interface Described {
  readonly code: number;
  readonly message: string | undefined;
  readonly entries: ConfigDetail[];
}

function readResource(reader: WireReader, version: number, resource: ConfigResource): Described {
  const code = reader.int16();
  const message = reader.nullableString();
  reader.int8();
  reader.string();
  return { code, message, entries: reader.array(() => readEntry(reader, version, resource)) };
}

function readEntry(reader: WireReader, version: number, resource: ConfigResource): ConfigDetail {
  const name = reader.string();
  const value = reader.nullableString();
  const isReadOnly = reader.boolean();
  const source = sources[reader.int8()] ?? 'other';
  const isSensitive = reader.boolean();
  const synonyms = reader.array(() => {
    reader.string();
    return { value: reader.nullableString(), source: sources[reader.int8()] ?? 'other' };
  });
  let documentation: string | undefined;
  if (version >= 3) {
    reader.int8();
    documentation = reader.nullableString();
  }
  const own: ConfigSource = resource.kind;
  return {
    name,
    value: isSensitive ? undefined : value,
    isDefault: resource.kind === 'topic' ? source !== own : source === 'default',
    source,
    isReadOnly,
    isSensitive,
    fallback: isSensitive ? undefined : synonyms.find((one) => one.source !== own)?.value,
    documentation: documentation || undefined,
  };
}

/** Source: Kafka protocol, `DescribeConfigsResponse.ConfigSource`. */
const sources: Readonly<Record<number, ConfigSource>> = {
  1: 'topic',
  2: 'broker',
  3: 'all-brokers',
  4: 'file',
  5: 'default',
};
