import type { ConfigChange } from '../clusterActions';
import type { ConfigDetail, ConfigResource } from '../model';
import type { BrokerLinks } from './BrokerLinks';
import { callApi } from './callApi';
import { describeConfigs, resourceName, resourceType } from './describeConfigs';
import { fetchMetadata } from './fetchMetadata';
import { protocolError } from './protocolError';
import { untilHeard } from './untilHeard';

/** IncrementalAlterConfigs (KIP-339): what is not named stays, unlike with the AlterConfigs that kafkajs has. */
export async function changeConfig(
  links: BrokerLinks,
  resource: ConfigResource,
  changes: readonly ConfigChange[],
): Promise<void> {
  const { controllerId } = await fetchMetadata(links, 'none');
  // A broker's own settings are checked by that broker.
  const to = resource.kind === 'broker' ? resource.id : controllerId;
  const failure = await callApi(links, to < 0 ? await links.any() : await links.broker(to), {
    key: 44,
    name: 'IncrementalAlterConfigs',
    versions: { least: 0, most: 0 },
    flexibleFrom: 1,
    write: (body) =>
      body
        .array([resource], (one) =>
          body
            .int8(resourceType(one))
            .string(resourceName(one))
            .array(changes, ({ name, value }) =>
              body
                .string(name)
                .int8(value === undefined ? operations.delete : operations.set)
                .string(value),
            ),
        )
        .boolean(false),
    read: (answer) => {
      answer.int32();
      const results = answer.array(() => {
        const result = { code: answer.int16(), message: answer.nullableString() };
        answer.int8();
        answer.string();
        return result;
      });
      return results.find(({ code }) => code !== 0);
    },
  });
  if (!failure) return waitUntil(links, resource, changes);
  const where = resource.kind === 'topic' ? `topic ${resource.name}` : `broker ${resource.id}`;
  const asked = {
    what: `change the configuration of ${where}`,
    acl: `AlterConfigs on ${resource.kind === 'topic' ? where : 'the cluster'}`,
  };
  throw protocolError(failure.code, asked, failure.message);
}

const operations = { set: 0, delete: 1 } as const;

function waitUntil(links: BrokerLinks, resource: ConfigResource, changes: readonly ConfigChange[]): Promise<void> {
  const names = changes.map(({ name }) => name);
  return untilHeard(async () => {
    const entries = new Map((await describeConfigs(links, resource, names)).map((entry) => [entry.name, entry]));
    return changes.every(({ name, value }) => isTold(entries.get(name), resource, value));
  });
}

function isTold(entry: ConfigDetail | undefined, { kind }: ConfigResource, value: string | undefined): boolean {
  const isSet = entry?.source === kind;
  if (value === undefined) return !isSet;
  return isSet && (entry.isSensitive || isSame(entry.value ?? '', value));
}

/** Brokers tell lists without blanks, `TRUE` as true and `0.50` as 0.5. */
function isSame(told: string, written: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/\s/g, '');
  return plain(told) === plain(written) || (told !== '' && Number(told) === Number(written));
}
