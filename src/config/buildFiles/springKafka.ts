import type { VersionRange } from './buildFile';
import { exactVersion } from './versionRange';

/**
 * Version of kafka-clients that a Spring Boot manages: `kafka.version` of the published spring-boot-dependencies POMs.
 * Patch releases move it within a line, which changes no default, except where 3.0.0 and 3.0.1 differ (KAFKA-13598).
 */
export function springBootKafka(written: string): VersionRange | undefined {
  const version = exactVersion(written)?.from;
  const line = version === undefined ? undefined : lineOf(version);
  if (version === undefined || line === undefined) return undefined;
  if (line !== '2.6') return byBoot[line];
  const patch = version.split('.')[2];
  // 2.6.4 has 3.0.0, 2.6.5 has 3.0.1.
  return patch === undefined ? undefined : { from: Number(patch) < 5 ? '3.0.0' : '3.0.1' };
}

/** Version of kafka-clients that spring-kafka brings along where nothing manages it: the dependency in its published POMs. */
export function springKafkaClients(written: string): VersionRange | undefined {
  const line = lineOf(exactVersion(written)?.from ?? '');
  return line === undefined ? undefined : bySpringKafka[line];
}

const lineOf = (version: string): string | undefined => /^\d+\.\d+/.exec(version)?.[0];

const line = (from: string): VersionRange => ({ from });

// Read from the POMs of the first and the last release of each line.
const byBoot: Readonly<Record<string, VersionRange>> = {
  '2.0': line('1.0'),
  '2.1': line('2.0'),
  '2.2': line('2.3'),
  '2.3': line('2.5'),
  '2.4': line('2.6'),
  '2.5': line('2.7'),
  '2.7': line('3.1.1'),
  '3.0': line('3.3'),
  '3.1': line('3.4'),
  '3.2': line('3.6'),
  '3.3': line('3.7'),
  '3.4': line('3.8'),
  '3.5': line('3.9'),
  '4.0': line('4.1'),
};

const bySpringKafka: Readonly<Record<string, VersionRange>> = {
  '2.2': line('2.0'),
  '2.3': line('2.3'),
  '2.4': line('2.4'),
  '2.5': line('2.5'),
  '2.6': line('2.6'),
  '2.7': line('2.7'),
  '2.9': line('3.2'),
  '3.0': line('3.3'),
  '3.1': line('3.6'),
  '3.2': line('3.7'),
  '3.3': line('3.8'),
  '4.0': line('4.1'),
};
