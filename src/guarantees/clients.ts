import type { ClientModel, Frame } from '../config/unit';
import { clients, kafkaPython2, unknownClient } from './clientTable';
import { frames } from './frameTable';
import { librdkafkaDefaults } from './librdkafkaDefaults';
import type { ProducerDefaults } from './producerDefaults';
import { versionBelow } from './versionBelow';

export const newestJava = '4.2';

/**
 * Documented defaults by client and version. Sources: ProducerConfig of the releases named below, KIP-679 and KAFKA-13598
 * (idempotence in 3.0 and 3.1), KIP-1030 (linger.ms 5 in 4.0). What surrounds a client may change its defaults.
 */
export function producerDefaults(client: ClientModel, frame: Frame | undefined, javaVersion: string): ProducerDefaults {
  const framed = frame === undefined ? undefined : frames[frame];
  const own = client.name === 'java' ? javaDefaults(client, javaVersion) : clientDefaults(client);
  if (frame !== 'consoleProducer') return framed ? { ...own, ...framed } : own;
  // It comes with the client of its own version, and sets acks and retries whatever the client's defaults are.
  const source = sourceOf('kafka-console-producer', { ...client, version: client.version ?? javaVersion });
  return { ...own, ...framed, source };
}

/** The Java client by name, with its version and who says so. */
export const javaSource = (client: ClientModel, javaVersion: string): string =>
  sourceOf('Java client', { ...client, version: client.version ?? javaVersion });

function clientDefaults(client: ClientModel): ProducerDefaults {
  const { name, version } = client;
  const known = clients[name] ?? unknownClient(name);
  if (version === undefined) return known;
  const own =
    name === 'kafka-python' && versionBelow(version, '3.0')
      ? kafkaPython2(version)
      : name === 'librdkafka'
        ? librdkafkaDefaults(version, known)
        : known;
  return { ...own, source: sourceOf(known.source.replace(/ \d.*$/, ''), client) };
}

const sourceOf = (name: string, { version, versionFrom }: ClientModel): string =>
  `${name} ${version}${versionFrom === undefined ? '' : ` by ${versionFrom}`}`;

/** Asked for each unit of a text; a workspace has few versions. */
const knownJava = new Map<string, ProducerDefaults>();
const mostKnown = 50;

function javaDefaults(client: ClientModel, javaVersion: string): ProducerDefaults {
  const version = client.version ?? javaVersion;
  const key = client.versionFrom === undefined ? version : `${version} ${client.versionFrom}`;
  const known = knownJava.get(key);
  if (known) return known;
  const defaults = readJavaDefaults(version, javaSource(client, javaVersion));
  if (knownJava.size >= mostKnown) knownJava.clear();
  knownJava.set(key, defaults);
  return defaults;
}

function readJavaDefaults(version: string, source: string): ProducerDefaults {
  const at = (wanted: string): boolean => !versionBelow(version, wanted);
  const documented = at('3.0');
  // 3.0.0 and 3.1.0 say true and behave as false unless the key is written (KAFKA-13598).
  const broken = version === '3.0.0' || version === '3.1.0';
  return {
    acks: documented ? 'all' : '1',
    idempotence: documented && !broken ? 'on' : 'off',
    silentlyOff: documented && !broken,
    retries: at('2.1') ? 2_147_483_647 : 0,
    inFlight: 5,
    inFlightLimit: 5,
    lingerMs: at('4.0') ? 5 : 0,
    requestTimeoutMs: 30_000,
    source,
  };
}
