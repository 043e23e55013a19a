import type { VersionRange } from './buildFile';
import { mavenRange } from './versionRange';

/** The Kafka release behind a version of kafka-clients. Confluent numbers its builds after its platform: `7.4.0-ccs` is 3.4. */
export function kafkaVersion(written: string): VersionRange | undefined {
  const [, major, minor, patch] = /^([5-8])\.(\d+)\.(\d+)-(?:ccs|ce)$/.exec(written.trim()) ?? [];
  if (major === undefined || minor === undefined || patch === undefined) return mavenRange(written);
  const platform = platforms[major];
  if (!platform) return undefined;
  const line = `${platform.major}.${platform.minor + Number(minor)}`;
  // Patches of the platform follow their own count.
  return { from: line, below: `${platform.major}.${platform.minor + Number(minor) + 1}` };
}

// "Supported Versions and Interoperability" of the Confluent documentation: 5.0 is 2.0, 6.0 is 2.6, 7.0 is 3.0, 8.0 is 4.0.
const platforms: Readonly<Record<string, { readonly major: number; readonly minor: number }>> = {
  5: { major: 2, minor: 0 },
  6: { major: 2, minor: 6 },
  7: { major: 3, minor: 0 },
  8: { major: 4, minor: 0 },
};
