import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BrokerProcess } from './BrokerProcess';
import { type BrokerLayout, brokerConfig, type ListenerName, type ListenerPorts, testUsers } from './brokerConfig';
import { runToEnd } from './fillFolder';
import { KafkaCluster } from './KafkaCluster';
import { type KafkaJars, kafkaJars } from './kafkaJars';
import { makeKeys } from './makeKeys';
import { PortBlock } from './PortBlock';
import { TcpProxy } from './TcpProxy';

export interface StartKafkaOptions {
  readonly version: '4.2.0' | '3.9.1';
  readonly brokers: 1 | 3;
  /** Beside PLAINTEXT. SECURE and MTLS switch the authorizer on: users other than admin then need ACLs. */
  readonly listeners?: readonly Exclude<ListenerName, 'PLAINTEXT'>[];
  /** More settings for every server.properties. */
  readonly config?: Readonly<Record<string, string>>;
  /** Of each broker. Default 400, which thousands of topics fill. */
  readonly heapMegabytes?: number;
  /** Distinguishes the log folders of clusters that run at the same time. */
  readonly name?: string;
}

/**
 * Starts a real Apache Kafka in KRaft mode and waits until it answers. Everything is stopped again by `stop`, when this
 * process ends for whatever reason, and when it is killed. Logs stay under test/out/kafka.
 */
export async function startKafka(options: StartKafkaOptions): Promise<KafkaCluster> {
  try {
    return await start(options);
  } catch (error) {
    // What a test run is about is what comes after: a broker that did not come up says nothing about AckLens.
    console.error(`${error instanceof Error ? error.message : error}\nStarted once more with other ports.`);
    return start(options);
  }
}

async function start(options: StartKafkaOptions): Promise<KafkaCluster> {
  const jars = await kafkaJars(options.version);
  const names: readonly ListenerName[] = ['PLAINTEXT', ...(options.listeners ?? [])];
  const secure = names.some((name) => ['SECURE', 'MTLS', 'EXPIRED', 'EARLY', 'MISNAMED'].includes(name));
  const keys = secure ? await makeKeys(jars) : undefined;
  const name = options.name ?? `${options.version}-${options.brokers}`;
  const runs = resolve(__dirname, '../out/kafka');
  sweep(runs);
  const folder = join(runs, `${name}-${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });

  const proxies: TcpProxy[] = [];
  const loginProxies: TcpProxy[] = [];
  const ports = await PortBlock.reserve(options.brokers * (names.length + 1));
  const nodes = await layOut(options.brokers, names, [...ports.ports], { PROXIED: proxies, LOGIN: loginProxies });
  const id = clusterId();
  const prepare = async (node: BrokerLayout): Promise<BrokerProcess> => {
    const file = join(folder, `server-${node.id}.properties`);
    writeFileSync(file, brokerConfig(node, nodes, join(folder, `data-${node.id}`), keys, options.config ?? {}));
    await format(jars, id, file, secure);
    return new BrokerProcess(node.id, jars, file, join(folder, `server-${node.id}.log`), options.heapMegabytes);
  };
  const brokers = await Promise.all(nodes.map(prepare));
  const cluster = new KafkaCluster({
    version: options.version,
    jars,
    nodes,
    brokers,
    proxies,
    loginProxies,
    keys,
    ports,
    folder,
  });
  try {
    for (const broker of brokers) broker.start();
    await cluster.waitUntilReady();
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  return cluster;
}

/** Removes what earlier runs left, but for those that still go on. */
function sweep(runs: string): void {
  mkdirSync(runs, { recursive: true });
  for (const run of readdirSync(runs)) {
    const pid = Number(run.split('-').at(-1));
    try {
      process.kill(pid, 0);
    } catch {
      rmSync(join(runs, run), { recursive: true, force: true });
    }
  }
}

async function layOut(
  count: number,
  names: readonly ListenerName[],
  ports: number[],
  proxies: Readonly<Partial<Record<ListenerName, TcpProxy[]>>>,
): Promise<BrokerLayout[]> {
  const nodes: BrokerLayout[] = [];
  for (let id = 1; id <= count; id++) {
    const listeners = new Map<ListenerName, ListenerPorts>();
    for (const name of names) {
      const bind = ports.pop() ?? 0;
      let advertised = bind;
      const proxied = proxies[name];
      if (proxied) {
        const proxy = await TcpProxy.start({ host: '127.0.0.1', port: bind });
        proxied.push(proxy);
        advertised = proxy.port;
      }
      listeners.set(name, { bind, advertised });
    }
    nodes.push({ id, controllerPort: ports.pop() ?? 0, listeners });
  }
  return nodes;
}

/** A random id as Kafka writes them: 16 bytes in Base64 for URLs, without a leading hyphen, which its tools take for an option. */
function clusterId(): string {
  const id = randomBytes(16).toString('base64url');
  return id.startsWith('-') ? clusterId() : id;
}

async function format(jars: KafkaJars, id: string, file: string, scram: boolean): Promise<void> {
  const users = scram
    ? Object.entries(testUsers).flatMap(([user, password]) =>
        ['SCRAM-SHA-256', 'SCRAM-SHA-512'].flatMap((mechanism) => [
          '--add-scram',
          `${mechanism}=[name=${user},password=${password}]`,
        ]),
      )
    : [];
  const quiet = '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn';
  const tool = ['kafka.tools.StorageTool', 'format', '-t', id, '-c', file];
  await runToEnd('java', [quiet, ...jars.options, ...tool, ...users]);
}
