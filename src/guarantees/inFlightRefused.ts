import type { Unit } from '../config/unit';
import type { Effective } from './effective';
import { versionBelow } from './versionBelow';

/**
 * True where the producer does not start because of its written number of requests in flight: with idempotence demanded,
 * and from Java 4.0 also where it is only the default (KAFKA-17927). kafkajs asks for one request but does not insist.
 */
export function inFlightRefused(unit: Unit, effective: Effective, javaVersion: string): boolean {
  const { inFlight, idempotence, defaults, explicit } = effective;
  if (!explicit.inFlight || typeof inFlight !== 'number' || inFlight <= defaults.inFlightLimit) return false;
  if (unit.client.name === 'kafkajs') return false;
  if (idempotence.startsWith('on')) return true;
  const byDefault = idempotence === 'off-silently' && unit.client.name === 'java';
  return byDefault && !versionBelow(unit.client.version ?? javaVersion, '4.0');
}
