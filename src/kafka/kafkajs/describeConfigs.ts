import type { ConfigDetail, ConfigResource, ConfigSource, DurabilitySettings } from '../model';
import type { BrokerLinks, Link } from './BrokerLinks';
import { callApi } from './callApi';
import { fetchMetadata } from './fetchMetadata';
import { protocolError } from './protocolError';
import type { WireReader } from './WireReader';

/** Every setting of a topic or broker, or those of `names`, by name. A broker's own are known to that broker only. */
export async function describeConfigs(
  links: BrokerLinks,
  resource: ConfigResource,
  names?: readonly string[],
): Promise<ConfigDetail[]> {
  if (resource.kind === 'broker') await fetchMetadata(links, 'none');
  const link = resource.kind === 'broker' ? await links.broker(resource.id) : await links.any();
  const [answer] = await askConfigs(links, link, [resource], names);
  if (!answer) return [];
  if (answer.code !== 0) {
    const isTopic = resource.kind === 'topic';
    throw protocolError(
      answer.code,
      {
        what: `read the configuration of ${isTopic ? `topic ${resource.name}` : `broker ${resource.id}`}`,
        acl: `DescribeConfigs on ${isTopic ? `topic ${resource.name}` : 'the cluster'}`,
      },
      answer.message,
    );
  }
  return answer.entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What decides durability, of many topics; those that the user may not describe are left out. */
export async function durabilitySettings(
  links: BrokerLinks,
  topics: readonly string[],
): Promise<ReadonlyMap<string, DurabilitySettings>> {
  const found = new Map<string, DurabilitySettings>();
  for (let at = 0; at < topics.length; at += topicsPerRequest) {
    const resources = topics.slice(at, at + topicsPerRequest).map((name) => ({ kind: 'topic', name }) as const);
    const answers = await askConfigs(links, await links.any(), resources, [minInSyncSetting, uncleanSetting]);
    for (const { code, name, entries } of answers) {
      const inForce = (setting: string) => entries.find((entry) => entry.name === setting)?.value;
      const minInSync = Number(inForce(minInSyncSetting));
      if (code !== 0 || !Number.isSafeInteger(minInSync) || minInSync <= 0) continue;
      found.set(name, { minInSync, allowsUnclean: inForce(uncleanSetting) === 'true' });
    }
  }
  return found;
}

const minInSyncSetting = 'min.insync.replicas';
const uncleanSetting = 'unclean.leader.election.enable';
const topicsPerRequest = 250;

/** With names of settings only these are answered, without what only a person reads: synonyms and documentation. */
async function askConfigs(
  links: BrokerLinks,
  link: Link,
  resources: readonly ConfigResource[],
  names?: readonly string[],
): Promise<Described[]> {
  return callApi(links, link, {
    key: 32,
    name: 'DescribeConfigs',
    versions: { least: 1, most: 3 },
    flexibleFrom: 4,
    write: (body, version) => {
      body
        .array(resources, (one) => body.int8(resourceType(one)).string(resourceName(one)).strings(names))
        .boolean(names === undefined);
      // KIP-569: the broker's documentation of each setting.
      if (version >= 3) body.boolean(names === undefined);
    },
    read: (reader, version) => {
      reader.int32();
      return reader.array(() => readResource(reader, version));
    },
  });
}

/** Source: Kafka protocol, `ConfigResource.Type`. */
export const resourceType = ({ kind }: ConfigResource): number => resourceTypes[kind];

const resourceTypes = { topic: 2, broker: 4 } as const;

export const resourceName = (resource: ConfigResource): string =>
  resource.kind === 'topic' ? resource.name : String(resource.id);

interface Described {
  readonly code: number;
  readonly message: string | undefined;
  readonly name: string;
  readonly entries: ConfigDetail[];
}

function readResource(reader: WireReader, version: number): Described {
  const code = reader.int16();
  const message = reader.nullableString();
  const own: ConfigSource = reader.int8() === resourceTypes.topic ? 'topic' : 'broker';
  const name = reader.string();
  return { code, message, name, entries: reader.array(() => readEntry(reader, version, own)) };
}

function readEntry(reader: WireReader, version: number, own: ConfigSource): ConfigDetail {
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
  return {
    name,
    value: isSensitive ? undefined : value,
    isDefault: own === 'topic' ? source !== own : source === 'default',
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
