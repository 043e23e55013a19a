import type { ConfigEntry } from '../model';
import type { BrokerLinks } from './BrokerLinks';
import { protocolError } from './protocolError';

/** Every setting of a topic with the value in force. `isDefault`: not set on the topic itself. */
export async function describeTopicConfig(links: BrokerLinks, topic: string): Promise<ConfigEntry[]> {
  const answer = (await links.call(await links.any(), 'DescribeConfigs', {
    resources: [{ type: topicResource, name: topic, configNames: [] }],
    includeSynonyms: false,
  })) as RawConfigs;
  const [resource] = answer.resources;
  if (!resource) return [];
  if (resource.errorCode !== 0)
    throw protocolError(resource.errorCode, {
      what: `read the configuration of topic ${topic}`,
      acl: `DescribeConfigs on topic ${topic}`,
    });
  return resource.configEntries.map((entry) => ({
    name: entry.configName,
    value: entry.configValue ?? undefined,
    isDefault: entry.configSource === undefined ? (entry.isDefault ?? false) : entry.configSource !== topicSource,
  }));
}

/** Resource type and config source as the protocol numbers them. */
const topicResource = 2;
const topicSource = 1;

interface RawConfigs {
  readonly resources: readonly {
    readonly errorCode: number;
    readonly resourceName: string;
    readonly configEntries: readonly {
      readonly configName: string;
      readonly configValue: string | null;
      readonly configSource?: number;
      readonly isDefault?: boolean;
    }[];
  }[];
}
