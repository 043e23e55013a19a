import { setImmediate as nextTurn } from 'node:timers/promises';
import type { GroupState, GroupSummary, GroupType } from '../model';
import type { BrokerLinks, Link } from './BrokerLinks';
import { callApi } from './callApi';
import { fetchMetadata } from './fetchMetadata';
import { errorCodes, protocolError } from './protocolError';
import { readInSlices } from './readInSlices';

/** All groups: each broker knows those that it coordinates. A broker that is down has none, the others took over. */
export async function listGroups(links: BrokerLinks): Promise<GroupSummary[]> {
  const { brokers } = await fetchMetadata(links, 'none');
  const answers = await Promise.allSettled(
    brokers.map(async ({ nodeId }) => groupsOf(links, await links.broker(nodeId))),
  );
  // The last slice was read in this turn of the thread: what sorts thousands gets its own.
  await nextTurn();
  const groups = new Map<string, GroupSummary>();
  for (const answer of answers) {
    if (answer.status === 'rejected') continue;
    const { code, listed } = answer.value;
    if (code !== 0 && code !== errorCodes.coordinatorLoading)
      throw protocolError(code, { what: 'list groups', acl: 'Describe on the cluster' });
    for (const group of listed) groups.set(group.id, group);
  }
  const [first] = answers;
  if (first?.status === 'rejected' && answers.every(({ status }) => status === 'rejected')) throw first.reason;
  return [...groups.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** States come from version 4 on (KIP-518), types from 5 (KIP-848). No filter: all of them. */
async function groupsOf(
  links: BrokerLinks,
  link: Link,
): Promise<{ readonly code: number; readonly listed: readonly GroupSummary[] }> {
  return callApi(links, link, {
    key: 16,
    name: 'ListGroups',
    versions: { least: 0, most: 5 },
    flexibleFrom: 3,
    write: (body, version) => {
      if (version >= 4) body.strings([]);
      if (version >= 5) body.strings([]);
    },
    read: async (answer, version) => {
      if (version >= 1) answer.int32();
      const code = answer.int16();
      const listed = await readInSlices(answer, (): GroupSummary => {
        const summary = { id: answer.string(), protocolType: answer.string() };
        const state = version >= 4 ? { state: groupState(answer.string()) } : {};
        const type = version >= 5 ? groupTypes.get(answer.string().toLowerCase()) : undefined;
        return { ...summary, ...state, ...(type === undefined ? {} : { type }) };
      });
      return { code, listed };
    },
  });
}

/** ConsumerGroupDescribe and DescribeGroups write states with capitals, some brokers list them without. */
export function groupState(name: string): GroupState {
  return states.get(name.toLowerCase()) ?? 'Unknown';
}

const states: ReadonlyMap<string, GroupState> = new Map(
  (
    [
      'Stable',
      'PreparingRebalance',
      'CompletingRebalance',
      'Empty',
      'Dead',
      'Assigning',
      'Reconciling',
      'NotReady',
    ] as const
  ).map((state) => [state.toLowerCase(), state]),
);

const groupTypes: ReadonlyMap<string, GroupType> = new Map([
  ['classic', 'classic'],
  ['consumer', 'consumer'],
  ['share', 'share'],
  ['streams', 'streams'],
]);
