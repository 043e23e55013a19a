import type { ConnectionProfile } from './profile';
import type { ConnectionSecrets } from './secrets';

/** In the order in which a connection comes about. */
export const testSteps = [
  ['dns', 'DNS'],
  ['tcp', 'TCP'],
  ['tls', 'TLS'],
  ['api', 'API versions'],
  ['sasl', 'SASL'],
  ['cluster', 'Cluster'],
  ['listeners', 'Advertised listeners'],
  ['acls', 'ACLs'],
] as const;

export type TestStepId = (typeof testSteps)[number][0];

export interface TestStep {
  readonly id: TestStepId;
  /** `skipped`: not asked for by the profile. Steps behind a failed one are not told of at all. */
  readonly outcome: 'passed' | 'warning' | 'failed' | 'skipped';
  /** What was found; where it failed or warns, also what to change. Never a secret. */
  readonly text: string;
}

/** What an AbortSignal is, which the pure zones have no name for. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/**
 * Tries a connection step by step and tells each result when it is known. Resolves after the last step, whatever its
 * outcome; asks only, and leaves nothing behind on the cluster.
 */
export type ConnectionTest = (
  profile: ConnectionProfile,
  secrets: ConnectionSecrets,
  tell: (step: TestStep) => void,
  signal: StopSignal,
) => Promise<void>;
