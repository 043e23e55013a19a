import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cacheFolder } from '../kafka/cacheFolder';
import { fillFolder, runToEnd } from '../kafka/fillFolder';
import type { TestKeys } from '../kafka/makeKeys';
import { PortBlock } from '../kafka/PortBlock';
import { requireJava, requireMaven } from '../kafka/requireJava';

const version = '2.6.13.Final';

/**
 * Apicurio Registry, which serves Confluent's REST API under /apis/ccompat: a real schema registry that Maven Central has.
 * It keeps what it is given in memory.
 */
export class RealRegistry {
  readonly url: string;
  /** The same by TLS, with the certificate of the test brokers. */
  readonly secureUrl: string;
  private readonly child: ChildProcess;
  private readonly killOnExit: () => void;
  private readonly ports: PortBlock;

  private constructor(child: ChildProcess, ports: PortBlock) {
    const [port, securePort] = ports.ports;
    this.child = child;
    this.ports = ports;
    this.url = `http://localhost:${port}/apis/ccompat/v7`;
    this.secureUrl = `https://localhost:${securePort}/apis/ccompat/v7`;
    this.killOnExit = () => void child.kill('SIGKILL');
    process.once('exit', this.killOnExit);
  }

  /** Resolves when it answers, which takes some ten seconds. Its log is left under test/out. */
  static async start(keys: TestKeys): Promise<RealRegistry> {
    await requireJava();
    const folder = join(cacheFolder(), `apicurio-${version}`);
    if (!existsSync(folder)) await fillFolder(folder, fetchRegistry);
    const ports = await PortBlock.reserve(2);
    const [port = 0, securePort = 0] = ports.ports;
    const out = resolve(__dirname, '../out/registry');
    mkdirSync(out, { recursive: true });
    const log = openSync(join(out, 'registry.log'), 'w');
    const child = spawn(
      'java',
      [
        '-Xmx400m',
        '-XX:TieredStopAtLevel=1',
        '-XX:+UseSerialGC',
        '-Dquarkus.http.host=127.0.0.1',
        `-Dquarkus.http.port=${port}`,
        `-Dquarkus.http.ssl-port=${securePort}`,
        `-Dquarkus.http.ssl.certificate.key-store-file=${keys.folder}/broker.p12`,
        `-Dquarkus.http.ssl.certificate.key-store-password=${keys.password}`,
        '-jar',
        join(folder, `apicurio-registry-app-${version}-runner.jar`),
      ],
      { stdio: ['ignore', log, log] },
    );
    closeSync(log);
    const registry = new RealRegistry(child, ports);
    const deadline = Date.now() + 120_000;
    while (!(await answers(registry.url))) {
      if (child.exitCode !== null || Date.now() > deadline) {
        await registry.stop();
        throw new Error(`The schema registry did not start; its log is in ${out}.`);
      }
      await new Promise((wait) => setTimeout(wait, 200));
    }
    return registry;
  }

  async stop(): Promise<void> {
    process.off('exit', this.killOnExit);
    this.ports.release();
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = new Promise((ended) => this.child.once('exit', ended));
    this.child.kill('SIGKILL');
    await exited;
  }
}

async function fetchRegistry(folder: string): Promise<void> {
  await requireMaven();
  const artifact = `io.apicurio:apicurio-registry-app:${version}:tar.gz:all`;
  // There is no project here whose target folder could take the marks of what was unpacked.
  const places = [`-DoutputDirectory=${folder}`, `-DmarkersDirectory=${folder}/unpacked`];
  await runToEnd('mvn', ['-q', '-B', 'dependency:unpack', `-Dartifact=${artifact}`, ...places]);
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/subjects`)).ok;
  } catch {
    return false;
  }
}
