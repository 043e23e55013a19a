import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import type { BrokerProcess } from './BrokerProcess';
import type { BrokerLayout, ListenerName } from './brokerConfig';
import { JavaProducers } from './JavaProducers';
import type { KafkaJars } from './kafkaJars';
import type { TestKeys } from './makeKeys';
import type { PortBlock } from './PortBlock';
import { type ProcessResult, runProcess } from './runProcess';
import type { TcpProxy } from './TcpProxy';

export interface KafkaClusterParts {
  readonly version: string;
  readonly jars: KafkaJars;
  readonly nodes: readonly BrokerLayout[];
  readonly brokers: readonly BrokerProcess[];
  /** One for each broker when the PROXIED listener was asked for. */
  readonly proxies: readonly TcpProxy[];
  /** The same for LOGIN. */
  readonly loginProxies: readonly TcpProxy[];
  readonly keys: TestKeys | undefined;
  /** Where all brokers listen. */
  readonly ports: PortBlock;
  /** Server logs and configurations; kept after the run. */
  readonly folder: string;
}

/** A running cluster of real brokers. */
export class KafkaCluster {
  readonly version: string;
  readonly folder: string;
  readonly brokers: readonly BrokerProcess[];
  readonly proxies: readonly TcpProxy[];
  readonly loginProxies: readonly TcpProxy[];
  readonly keys: TestKeys | undefined;
  private readonly parts: KafkaClusterParts;
  private producers: JavaProducers | undefined;

  constructor(parts: KafkaClusterParts) {
    this.parts = parts;
    this.version = parts.version;
    this.folder = parts.folder;
    this.brokers = parts.brokers;
    this.proxies = parts.proxies;
    this.loginProxies = parts.loginProxies;
    this.keys = parts.keys;
  }

  /** `host:port` of every broker, for the listener that was asked for at the start. */
  bootstrapServers(listener: ListenerName = 'PLAINTEXT'): string[] {
    return this.parts.nodes.map((node) => {
      const ports = node.listeners.get(listener);
      if (!ports) throw new Error(`The cluster was started without the listener ${listener}.`);
      // What LOST advertises leads nowhere: its bootstrap address is where it listens.
      return `127.0.0.1:${listener === 'LOST' ? ports.bind : ports.advertised}`;
    });
  }

  broker(id: number): BrokerProcess {
    const broker = this.brokers.find((each) => each.id === id);
    if (!broker) throw new Error(`No broker ${id}.`);
    return broker;
  }

  /** The main class behind kafka-console-producer, which moved with 4.0. */
  get consoleProducer(): string {
    return this.version.startsWith('3.') ? 'kafka.tools.ConsoleProducer' : 'org.apache.kafka.tools.ConsoleProducer';
  }

  /** Runs a Kafka tool by its main class, such as `org.apache.kafka.tools.TopicCommand`; rejects when it fails. */
  async runTool(main: string, args: readonly string[], stdin = ''): Promise<ProcessResult> {
    const result = await this.tryTool(main, args, stdin);
    if (result.code !== 0) throw new Error(`${main} failed (${result.code}):\n${result.stdout}\n${result.stderr}`);
    return result;
  }

  tryTool(main: string, args: readonly string[], stdin = ''): Promise<ProcessResult> {
    return runProcess('java', this.jvm(main, args), { stdin });
  }

  /** Starts a tool to talk with; whoever starts it ends it. */
  spawnTool(main: string, args: readonly string[]): ChildProcessWithoutNullStreams {
    return spawn('java', this.jvm(main, args));
  }

  /** In one process that ends with the cluster or with this one. */
  get javaProducers(): JavaProducers {
    this.producers ??= new JavaProducers(this.spawnTool('ScriptedProducer', []));
    return this.producers;
  }

  private jvm(main: string, args: readonly string[]): string[] {
    const quiet = '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn';
    return ['-Xmx256m', quiet, ...this.parts.jars.options, main, ...args];
  }

  /** A folder for the PATH with the console tools under their own names, as a distribution of Kafka brings them. */
  consoleTools(): string {
    const folder = join(this.folder, 'bin');
    mkdirSync(folder, { recursive: true });
    const mains = {
      'kafka-console-producer': this.consoleProducer,
      'kafka-console-consumer': 'org.apache.kafka.tools.consumer.ConsoleConsumer',
    };
    for (const [name, main] of Object.entries(mains)) {
      const command = ['java', ...this.jvm(main, [])].map((word) => `'${word}'`).join(' ');
      writeFileSync(join(folder, name), `#!/bin/sh\nexec ${command} "$@"\n`, { mode: 0o755 });
    }
    return folder;
  }

  /** Resolves when each running broker answers, knows all the others and knows a controller. Rejects with what the brokers logged last. */
  async waitUntilReady(timeoutMs = 150_000): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    const running = this.brokers.filter((broker) => broker.isRunning);
    const servers = this.bootstrapServers().filter((_, at) => this.brokers[at]?.isRunning);
    for (const server of servers) {
      while (!(await seesCluster(server, servers.length))) {
        const ended = running.filter((broker) => !broker.isRunning);
        if (ended.length > 0) throw new Error(notReady(`Kafka ${this.version} ended while it started`, ended));
        if (Date.now() > deadline)
          throw new Error(notReady(`Kafka ${this.version} was not ready after ${timeoutMs} ms`, running));
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
  }

  /** Starts a broker again that was killed or stopped, and waits until it has rejoined. */
  async restart(id: number): Promise<void> {
    const broker = this.broker(id);
    await broker.stop();
    broker.start();
    await this.waitUntilReady();
  }

  async stop(): Promise<void> {
    // Not gracefully: without its followers the last broker would wait for a quorum that never comes.
    await Promise.all(this.brokers.map((broker) => broker.kill()));
    await Promise.all([...this.proxies, ...this.loginProxies].map((proxy) => proxy.stop()));
    this.producers?.stop();
    this.parts.ports.release();
    for (const broker of this.brokers) rmSync(join(this.folder, `data-${broker.id}`), { recursive: true, force: true });
  }
}

/** With the end of their logs: of a run elsewhere, its output is all that is left. */
function notReady(what: string, brokers: readonly BrokerProcess[]): string {
  const ends = brokers.map((broker) => {
    const lines = readFileSync(broker.logFile, 'utf8').trimEnd().split('\n');
    return `broker ${broker.id}:\n${lines.slice(-12).join('\n')}`;
  });
  return `${what}. The end of the log of ${ends.join('\n')}`;
}

async function seesCluster(server: string, size: number): Promise<boolean> {
  const admin = new Kafka({ brokers: [server], logLevel: logLevel.NOTHING, retry: { retries: 0 } }).admin();
  try {
    await admin.connect();
    const { brokers, controller } = await admin.describeCluster();
    return brokers.length === size && controller !== null && controller >= 0;
  } catch {
    // Not listening yet, or still electing: asked again.
    return false;
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}
