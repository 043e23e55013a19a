import type { ClientName, Frame, RemovedOption, Role } from '../unit';

/** What the options of a command-line tool mean. Names without the leading dashes keep them: they are matched whole. */
export interface Tool {
  readonly name: string;
  readonly role: Role;
  readonly client: ClientName;
  readonly frame?: Frame;
  /** Options followed by one `key=value`. */
  readonly pairs: readonly string[];
  /** Options followed by any number of `key=value` words. */
  readonly pairLists: readonly string[];
  /** Options followed by `key=value,key=value`. */
  readonly pairCommas: readonly string[];
  /** Options that are a setting of their own, by canonical key. They win over pairs. */
  readonly flags: Readonly<Record<string, string>>;
  readonly bootstrap: readonly string[];
  readonly removed: readonly Omit<RemovedOption, 'span' | 'tool'>[];
}

export const toolNamed = (name: string): Tool | undefined => tools.get(name);

const none = {
  pairs: [],
  pairLists: [],
  pairCommas: [],
  flags: {},
  bootstrap: ['--bootstrap-server'],
  removed: [],
} as const;

// KIP-499 gave the tools --bootstrap-server in 2.5 and deprecated --broker-list, which 4.0 dropped. The upgrade notes of
// 3.0 list the removal of --zookeeper from kafka-topics; the old consumer went in 2.0 with its --zookeeper.
const brokerList = {
  option: '--broker-list',
  replacement: '--bootstrap-server',
  deprecatedIn: '2.5',
  removedIn: '4.0',
};
const zookeeper = (deprecatedIn: string, removedIn: string): Tool['removed'][number] => ({
  option: '--zookeeper',
  replacement: '--bootstrap-server',
  deprecatedIn,
  removedIn,
});

// KIP-1147 (4.2) gave the console tools --command-property beside --producer-property and --consumer-property.
const kcat: Omit<Tool, 'name'> = {
  ...none,
  role: 'client',
  client: 'librdkafka',
  frame: 'kcat',
  pairs: ['-X'],
  bootstrap: ['-b'],
};

const all: readonly Tool[] = [
  {
    ...none,
    name: 'kafka-console-producer',
    role: 'producer',
    client: 'java',
    frame: 'consoleProducer',
    pairs: ['--producer-property', '--command-property'],
    flags: {
      '--request-required-acks': 'acks',
      '--message-send-max-retries': 'retries',
      '--timeout': 'linger.ms',
      '--request-timeout-ms': 'request.timeout.ms',
    },
    removed: [brokerList],
  },
  {
    ...none,
    name: 'kafka-console-consumer',
    role: 'consumer',
    client: 'java',
    frame: 'consoleConsumer',
    pairs: ['--consumer-property', '--command-property'],
    flags: { '--isolation-level': 'isolation.level', '--group': 'group.id' },
    removed: [zookeeper('0.11', '2.0')],
  },
  {
    ...none,
    name: 'kafka-producer-perf-test',
    role: 'producer',
    client: 'java',
    frame: 'performanceTest',
    // Here, unlike in the console tools, --command-property takes several words.
    pairLists: ['--producer-props', '--command-property'],
    flags: { '--transactional-id': 'transactional.id' },
  },
  {
    ...none,
    name: 'kafka-verifiable-producer',
    role: 'producer',
    client: 'java',
    flags: { '--acks': 'acks' },
    removed: [brokerList],
  },
  {
    ...none,
    name: 'kafka-topics',
    role: 'topic',
    client: 'java',
    pairs: ['--config'],
    flags: { '--replication-factor': 'replication.factor' },
    removed: [zookeeper('2.2', '3.0')],
  },
  { ...none, name: 'kafka-configs', role: 'topic', client: 'java', pairCommas: ['--add-config'] },
  { ...kcat, name: 'kcat' },
  { ...kcat, name: 'kafkacat' },
];

const tools: ReadonlyMap<string, Tool> = new Map(all.map((tool) => [tool.name, tool]));
