import type { ProducerDefaults } from './producerDefaults';
import { versionBelow } from './versionBelow';

/**
 * Older librdkafka, by CONFIGURATION.md of its releases: acks 1 before 1.0 (1 was request.required.acks), two retries before
 * 1.6, linger.ms 0 before 1.4 and 0.5 before 1.5.
 */
export function librdkafkaDefaults(version: string, newest: ProducerDefaults): ProducerDefaults {
  return {
    ...newest,
    acks: versionBelow(version, '1.0') ? '1' : newest.acks,
    retries: versionBelow(version, '1.6') ? 2 : newest.retries,
    lingerMs: versionBelow(version, '1.4') ? 0 : versionBelow(version, '1.5') ? 0.5 : newest.lingerMs,
  };
}
