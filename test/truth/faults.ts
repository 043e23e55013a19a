import type { KafkaCluster } from '../kafka/KafkaCluster';
import type { PlainReading } from './readBack';
import type { RunningTail } from './TailCommand';
import type { Client, Setting, Shape } from './TruthWriter';

/** One writer of one topic. */
export interface Subject {
  readonly client: Client;
  readonly setting: Setting;
  readonly shape: Shape;
}

/** What a fault may do while all subjects write. Every step is a wait for something that really happens. */
export interface Scene {
  readonly cluster: KafkaCluster;
  readonly topics: readonly string[];
  readonly tails: readonly RunningTail[];
  /** Messages go on while it waits. */
  write(ms: number): Promise<void>;
  /** Nothing is sent until it is switched on again. */
  writing(on: boolean): void;
  /** Resolves when the cluster says of each partition of each topic that its leader and in-sync replicas are so. */
  partitionsAre(what: string, is: (leader: number, inSync: readonly number[]) => boolean): Promise<void>;
  /** Resolves when the live tails have told all that is in the logs now; gives what the Java consumer read. */
  allIsTold(): Promise<ReadonlyMap<string, PlainReading>>;
  recreate(): Promise<void>;
  configure(config: Readonly<Record<string, string>>): Promise<void>;
}

export interface Fault {
  readonly name: string;
  /** What is done, for the table. */
  readonly what: string;
  readonly replicas: readonly number[];
  readonly config?: Readonly<Record<string, string>>;
  /** Records are removed on purpose. */
  readonly isRemoving?: true;
  suits(subject: Subject): boolean;
  /** Gives the logs as they were before the topics were deleted, where they were. */
  act(scene: Scene): Promise<ReadonlyMap<string, PlainReading> | undefined>;
}

const isAny = (): boolean => true;
const everywhere = [1, 2, 3];
const safe = { 'min.insync.replicas': '2' };

const none: Fault = {
  name: 'none',
  what: 'nothing goes wrong',
  replicas: everywhere,
  suits: isAny,
  async act({ write }) {
    await write(4_000);
    return undefined;
  },
};

const swallow: Fault = {
  name: 'answers swallowed',
  what: 'for 3 s requests reach the brokers and no answer comes back, twice',
  replicas: everywhere,
  config: safe,
  suits: isAny,
  async act({ cluster, write }) {
    const on = (is: boolean): void => {
      for (const proxy of cluster.proxies) proxy.swallowResponses(is);
    };
    for (let times = 0; times < 2; times++) {
      await write(1_500);
      on(true);
      await write(3_000);
      on(false);
    }
    await write(3_000);
    return undefined;
  },
};

const cut: Fault = {
  name: 'connections cut',
  what: 'every connection is reset, ten times; in between requests vanish for 400 ms, four times',
  replicas: everywhere,
  config: safe,
  suits: isAny,
  async act({ cluster, write }) {
    for (let times = 0; times < 10; times++) {
      await write(400);
      for (const proxy of cluster.proxies) proxy.cut();
    }
    for (let times = 0; times < 4; times++) {
      await write(800);
      for (const proxy of cluster.proxies) proxy.blackHole(true);
      await write(400);
      for (const proxy of cluster.proxies) proxy.blackHole(false);
    }
    await write(2_000);
    return undefined;
  },
};

/** Both faults of the network in a few seconds, for the tests of every day. Needs nothing of its cluster but the proxies. */
export const briefNetworkFaults: Fault = {
  name: 'network, in brief',
  what: 'connections are reset, requests vanish for 600 ms, answers for 1.5 s',
  replicas: everywhere,
  config: safe,
  suits: isAny,
  async act({ cluster, write }) {
    await write(1_000);
    for (const proxy of cluster.proxies) proxy.cut();
    await write(300);
    for (const proxy of cluster.proxies) proxy.blackHole(true);
    await write(600);
    for (const proxy of cluster.proxies) proxy.blackHole(false);
    await write(500);
    for (const proxy of cluster.proxies) proxy.swallowResponses(true);
    await write(1_500);
    for (const proxy of cluster.proxies) proxy.swallowResponses(false);
    await write(1_000);
    return undefined;
  },
};

const killed: Fault = {
  name: 'leader killed',
  what: 'SIGKILL of the broker that leads, another one takes over, the first comes back',
  replicas: everywhere,
  config: safe,
  suits: isAny,
  async act({ cluster, write, partitionsAre }) {
    await write(2_000);
    await cluster.broker(1).kill();
    await partitionsAre('led by another broker', (leader) => leader > 1);
    await write(2_500);
    await cluster.restart(1);
    await write(1_500);
    return undefined;
  },
};

const hung: Fault = {
  name: 'leader hung',
  what: 'SIGSTOP of the broker that leads until another one has taken over, then SIGCONT',
  replicas: everywhere,
  config: safe,
  suits: isAny,
  async act({ cluster, write, partitionsAre }) {
    await write(2_000);
    cluster.broker(1).pause();
    await partitionsAre('led by another broker', (leader) => leader > 1);
    await write(2_000);
    cluster.broker(1).resume();
    await cluster.waitUntilReady();
    await write(2_500);
    return undefined;
  },
};

const unclean: Fault = {
  name: 'unclean election',
  what: 'the follower dies, the leader goes on alone and dies, the follower leads without what it never had',
  replicas: [1, 2],
  config: { 'unclean.leader.election.enable': 'true', 'min.insync.replicas': '1' },
  suits: isAny,
  async act({ cluster, write, partitionsAre }) {
    await write(2_000);
    await cluster.broker(2).kill();
    await partitionsAre('on broker 1 alone', (leader, inSync) => leader === 1 && inSync.length === 1);
    await write(2_000);
    await cluster.broker(1).kill();
    cluster.broker(2).start();
    await partitionsAre('led by broker 2', (leader) => leader === 2);
    await write(3_000);
    await cluster.restart(1);
    await write(1_000);
    return undefined;
  },
};

const recreated: Fault = {
  name: 'topic re-created',
  what: 'the topic is deleted and created again while everything goes on',
  replicas: everywhere,
  config: safe,
  suits: isAny,
  async act({ write, writing, allIsTold, recreate }) {
    await write(3_000);
    writing(false);
    const before = await allIsTold();
    await recreate();
    writing(true);
    await write(4_000);
    return before;
  },
};

const compacted: Fault = {
  name: 'compaction',
  what: 'answers are swallowed for 3 s, and the topic is compacted while it is written and read',
  replicas: everywhere,
  config: { 'cleanup.policy': 'compact', 'segment.ms': '500', 'min.cleanable.dirty.ratio': '0.01' },
  isRemoving: true,
  // Of transactions compaction removes the aborted records first, and with them what tells them from copies.
  suits: ({ setting, shape }) => setting !== 'acks=0' && setting !== 'transactional' && shape === 'events',
  async act({ cluster, write, configure }) {
    await write(2_000);
    for (const proxy of cluster.proxies) proxy.swallowResponses(true);
    await write(3_000);
    for (const proxy of cluster.proxies) proxy.swallowResponses(false);
    await write(4_000);
    // The cleaner comes to rest, so that two readers after another see the same log.
    await configure({ 'min.cleanable.dirty.ratio': '1', 'segment.ms': '3600000' });
    await write(2_000);
    return undefined;
  },
};

const expired: Fault = {
  name: 'retention',
  what: 'retention deletes records while the tail is held back, so that it misses them',
  replicas: everywhere,
  config: { 'retention.ms': '1500', 'segment.ms': '300', 'file.delete.delay.ms': '100' },
  isRemoving: true,
  suits: ({ setting, shape }) => setting !== 'acks=0' && shape === 'events',
  async act({ tails, write, configure }) {
    await write(2_000);
    for (const tail of tails) tail.hold(true);
    await write(6_000);
    for (const tail of tails) tail.hold(false);
    await write(1_500);
    await configure({ 'retention.ms': '-1' });
    return undefined;
  },
};

export const faults: readonly Fault[] = [none, swallow, cut, killed, hung, unclean, recreated, compacted, expired];

export const subjects: readonly Subject[] = [
  ...(['Java', 'kafkajs', 'kcat'] as const).flatMap((client) =>
    (['acks=0', 'acks=1', 'acks=all', 'idempotent', 'transactional'] as const).map(
      (setting): Subject => ({ client, setting, shape: 'events' }),
    ),
  ),
  ...(['Java', 'kafkajs', 'kcat'] as const).map((client): Subject => ({ client, setting: 'acks=1', shape: 'lines' })),
  ...(['Java', 'kafkajs'] as const).map((client): Subject => ({ client, setting: 'acks=1', shape: 'keyless' })),
];
