import { lookup } from 'node:dns/promises';
import * as net from 'node:net';
import type { ConnectionTest, StopSignal, TestStep, TestStepId } from '../connectionTest';
import { KafkaError } from '../errors';
import type { ConnectionProfile } from '../profile';
import type { ConnectionSecrets } from '../secrets';
import { protocolName } from '../security';
import { BrokerLinks } from './BrokerLinks';
import { type Address, splitAddress } from './brokerAddress';
import { connectionError } from './connectionError';
import { fetchMetadata } from './fetchMetadata';
import { offeredMechanisms } from './offeredMechanisms';
import { probeTls } from './probeTls';
import { seesAcls } from './seesAcls';

/** Of each step; a person is waiting. */
const patienceMs = 8_000;
/** Listeners that are tried; a cluster of more is not tried in full, and the text says so. */
const maxBrokers = 50;

type Tell = (id: TestStepId, outcome: TestStep['outcome'], text: string) => void;

export const testConnection: ConnectionTest = async (profile, secrets, tell, signal) => {
  const say: Tell = (id, outcome, text) => {
    if (!signal.aborted) tell({ id, outcome, text });
  };
  const opened: BrokerLinks[] = [];
  const link = (as: ConnectionProfile): BrokerLinks => {
    const links = new BrokerLinks(as, { connectionTimeoutMs: patienceMs, requestTimeoutMs: patienceMs, secrets });
    opened.push(links);
    return links;
  };
  const close = (): void => {
    for (const links of opened) void links.close();
  };
  signal.addEventListener('abort', close);
  try {
    await run(profile, secrets, link, say, signal);
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
};

async function run(
  profile: ConnectionProfile,
  secrets: ConnectionSecrets,
  link: (profile: ConnectionProfile) => BrokerLinks,
  say: Tell,
  signal: StopSignal,
): Promise<void> {
  const { security = {} } = profile;
  const servers = profile.bootstrapServers.map(splitAddress);
  if (!(await allOrSome('dns', servers, resolveName, say))) return;
  const reached = await allOrSome('tcp', servers, reach, say);
  if (!reached || signal.aborted) return;
  const address = `${reached.host.includes(':') ? `[${reached.host}]` : reached.host}:${reached.port}`;
  const one: ConnectionProfile = { ...profile, bootstrapServers: [address] };

  const step = async <T>(id: TestStepId, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      say(id, 'failed', error instanceof KafkaError ? error.message : 'Something unexpected happened.');
      return undefined;
    }
  };

  if (security.tls) {
    const text = await step('tls', () => probeTls(one, secrets, address, patienceMs));
    if (text === undefined) return;
    say('tls', 'passed', text);
  } else {
    const isExposed = security.sasl?.mechanism === 'PLAIN' || security.sasl?.mechanism === 'OAUTHBEARER';
    const what = security.sasl?.mechanism === 'PLAIN' ? 'the password' : 'the token';
    if (isExposed)
      say('tls', 'warning', `Not used: ${what} travels in the clear. Switch TLS on unless this network is yours.`);
    else say('tls', 'skipped', `Not used: the protocol is ${protocolName(security)}.`);
  }

  const { sasl, ...withoutLogin } = security;
  const anonymous = link({ ...one, security: withoutLogin });
  const spoken = await step('api', async () => Object.keys((await anonymous.any()).versions).length);
  if (spoken === undefined) return;
  say('api', 'passed', `${address} speaks Kafka and knows ${spoken} requests.`);

  const links = sasl ? link(one) : anonymous;
  if (sasl) {
    const offered = await step('sasl', () => offeredMechanisms(anonymous));
    if (offered === undefined) return;
    const wire = sasl.mechanism === 'AWS_MSK_IAM' ? 'OAUTHBEARER' : sasl.mechanism;
    if (!offered.includes(wire)) {
      const list = offered.length === 0 ? 'none: this port asks for no login' : offered.join(', ');
      say('sasl', 'failed', `${address} does not offer ${wire}. It offers ${list}.`);
      return;
    }
    if (!(await step('sasl', () => links.any()))) return;
    say('sasl', 'passed', `Logged in with ${sasl.mechanism}${'username' in sasl ? ` as ${sasl.username}` : ''}.`);
  } else say('sasl', 'skipped', 'No login.');

  const cluster = await step('cluster', () => fetchMetadata(links, 'none'));
  if (!cluster) return;
  say(
    'cluster',
    'passed',
    `Cluster ${cluster.clusterId ?? 'without ID'}, ${plural(cluster.brokers.length, 'broker')}.`,
  );
  if (!(await tryListeners(cluster.brokers, say))) return;
  await step('acls', () => tellAcls(links, say));
}

/** Undefined when none of the servers passes. Some is enough to go on: that is what several are for. */
async function allOrSome(
  id: TestStepId,
  servers: readonly Address[],
  attempt: (server: Address) => Promise<string>,
  say: Tell,
): Promise<Address | undefined> {
  const results = await Promise.allSettled(servers.map(attempt));
  const texts = results.map((result) => (result.status === 'fulfilled' ? result.value : sentenceOf(result.reason)));
  const at = results.findIndex(({ status }) => status === 'fulfilled');
  const all = results.every(({ status }) => status === 'fulfilled');
  say(id, at < 0 ? 'failed' : all ? 'passed' : 'warning', [...new Set(texts)].join(' '));
  return servers[at];
}

const sentenceOf = (error: unknown): string =>
  error instanceof KafkaError ? error.message : 'Something unexpected happened.';

async function resolveName({ host, port }: Address): Promise<string> {
  if (net.isIP(host) !== 0) return `${host} is an address.`;
  try {
    const found = await lookup(host, { all: true });
    return `${host} is ${found.map(({ address }) => address).join(', ')}.`;
  } catch (error) {
    throw failure({ host, port }, error);
  }
}

function reach({ host, port }: Address): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host, port, timeout: patienceMs });
    const end = (finish: () => void): void => {
      socket.destroy();
      finish();
    };
    socket.once('connect', () => end(() => resolve(`${host}:${port} accepts connections.`)));
    socket.once('timeout', () => end(() => reject(failure({ host, port }, { code: 'ETIMEDOUT' }))));
    socket.once('error', (error) => end(() => reject(failure({ host, port }, error))));
  });
}

/** `errors` of a host with several addresses: the first tells as much as all. */
function failure({ host, port }: Address, error: unknown, isAdvertised = false): KafkaError {
  const cause = error instanceof AggregateError ? error.errors[0] : error;
  const address = `${host}:${port}`;
  return connectionError(cause, { address, isAdvertised, facts: undefined, security: {}, timeoutMs: patienceMs });
}

/** Whoever gets in through one door is sent on to the addresses that the brokers give themselves. */
async function tryListeners(brokers: readonly (Address & { readonly nodeId: number })[], say: Tell): Promise<boolean> {
  const tried = brokers.slice(0, maxBrokers);
  const results = await Promise.allSettled(
    tried.map(async ({ nodeId, host, port }) => {
      try {
        await resolveName({ host, port });
        await reach({ host, port });
      } catch (error) {
        const why =
          error instanceof KafkaError && error.kind === 'dns' ? 'is not known here' : 'cannot be reached from here';
        throw new Error(`Broker ${nodeId} advertises ${host}:${port}, which ${why}.`, { cause: error });
      }
    }),
  );
  const problems = results.flatMap((result) => (result.status === 'rejected' ? [String(result.reason.message)] : []));
  if (problems.length > 0) {
    const remedy =
      'Clients are sent on to these addresses, whatever they were started with: set advertised.listeners of the brokers to addresses that lead here, or use the port of a listener that is meant for this network (containers and tunnels often need one of their own).';
    const outcome = problems.length === tried.length ? 'failed' : 'warning';
    say('listeners', outcome, [...problems.slice(0, 5), more(problems.length - 5), remedy].filter(Boolean).join(' '));
    return outcome === 'warning';
  }
  const list = tried
    .slice(0, 5)
    .map(({ host, port }) => `${host}:${port}`)
    .join(', ');
  const rest = more(brokers.length - 5);
  say('listeners', 'passed', `${list}${rest ? ` ${rest}` : ''} can be reached.`);
  return true;
}

const more = (count: number): string => (count > 0 ? `and ${count} more` : '');

/** Kafka leaves out what a user may not see instead of refusing: an empty list alone says nothing. */
async function tellAcls(links: BrokerLinks, say: Tell): Promise<void> {
  const { topics } = await fetchMetadata(links, 'all');
  const shown = plural(topics.length, 'topic');
  switch (await seesAcls(links)) {
    case 'off':
      return say(
        'acls',
        'passed',
        `${capital(shown)} visible. The cluster has no authorizer: everyone may do everything.`,
      );
    case 'visible':
      return say('acls', 'passed', `${capital(shown)} visible. This user may describe the cluster and its ACLs.`);
    default:
      if (topics.length > 0)
        return say(
          'acls',
          'passed',
          `${capital(shown)} visible. Those that this user may not describe are left out by Kafka.`,
        );
      return say(
        'acls',
        'warning',
        'No topic is visible, and this user may not describe the cluster: Kafka leaves out what a user may not see. To see topics it needs the ACL Describe (or Read) on them, for consumer groups Describe on them.',
      );
  }
}

const plural = (count: number, noun: string): string =>
  `${count === 0 ? 'no' : count} ${noun}${count === 1 ? '' : 's'}`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
