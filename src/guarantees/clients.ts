import type { ClientModel, Frame } from '../config/unit';

/** What a producer does when its configuration is silent. */
export interface ProducerDefaults {
  readonly acks: '0' | '1' | 'all';
  /** `always-off` where the surroundings force it. */
  readonly idempotence: 'on' | 'off' | 'forced-off' | 'forced-on';
  /** True where weak settings turn the default idempotence off without an error. */
  readonly silentlyOff: boolean;
  readonly retries: number;
  /** Infinity where the client sets no limit. */
  readonly inFlight: number;
  readonly lingerMs: number;
  readonly requestTimeoutMs: number;
  readonly source: string;
}

export const newestJava = '4.2';

/**
 * Documented defaults by client and version. Sources: ProducerConfig of the releases named below, KIP-679 and KAFKA-13598
 * (idempotence in 3.0 and 3.1), KIP-1030 (linger.ms 5 in 4.0); librdkafka's CONFIGURATION.md; kafkajs 2.2 src/index.js and
 * src/producer; ConsoleProducer of the releases; Connect's Worker.baseProducerConfigs.
 */
export function producerDefaults(client: ClientModel, frame: Frame | undefined, javaVersion: string): ProducerDefaults {
  if (client.name === 'librdkafka') return librdkafka;
  if (client.name === 'kafkajs') return kafkajs;
  const java = javaDefaults(client.version ?? javaVersion);
  if (frame === 'consoleProducer') return { ...java, retries: 3, lingerMs: 1000, requestTimeoutMs: 1500 };
  if (frame === 'connect') return { ...java, ...connect, idempotence: 'forced-off' };
  if (frame === 'connectExactlyOnce') return { ...java, ...connect, idempotence: 'forced-on' };
  return java;
}

const connect = { acks: 'all', silentlyOff: false, retries: 2_147_483_647, inFlight: 1 } as const;

function javaDefaults(version: string): ProducerDefaults {
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
    lingerMs: at('4.0') ? 5 : 0,
    requestTimeoutMs: 30_000,
    source: `Java client ${version}`,
  };
}

const librdkafka: ProducerDefaults = {
  acks: 'all',
  idempotence: 'off',
  silentlyOff: false,
  retries: 2_147_483_647,
  inFlight: 1_000_000,
  lingerMs: 5,
  requestTimeoutMs: 30_000,
  source: 'librdkafka 1.6 and later',
};

// `producer()` always hands a retry object on, so that the larger default for idempotent producers is never reached.
const kafkajs: ProducerDefaults = {
  acks: 'all',
  idempotence: 'off',
  silentlyOff: false,
  retries: 5,
  inFlight: Number.POSITIVE_INFINITY,
  lingerMs: 0,
  requestTimeoutMs: 30_000,
  source: 'kafkajs 2',
};

/** Compares dotted versions by number: `2.10` is not below `2.9`. */
export function versionBelow(version: string, limit: string): boolean {
  const parts = version.split('.').map(Number);
  for (const [index, wanted] of limit.split('.').map(Number).entries()) {
    const have = parts[index] ?? 0;
    if (have !== wanted) return have < wanted;
  }
  return false;
}
