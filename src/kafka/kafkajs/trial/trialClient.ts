import { randomUUID } from 'node:crypto';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { version } from 'kafkajs/package.json';
import type { ConnectionProfile } from '../../profile';
import type { ConnectionSecrets } from '../../secrets';
import type { Trial, TrialClient } from '../../trial';
import { authOptions } from '../auth';
import { connectionError } from '../connectionError';
import { FaultySockets } from './FaultySockets';
import { TrialRun } from './TrialRun';

/** After 100 ms, then twice as long each time, at most 5 s: eight retries take 16 s, longer than electing a leader. */
const pauses = { initialRetryTime: 100, maxRetryTime: 5_000 };
/** A transaction whose end cannot be told is aborted by the broker so soon. */
const transactionTimeoutMs = 20_000;

/**
 * Trials with kafkajs's own producer, as an application uses it, and not with the requests of our own that the form to
 * produce sends: what is to be shown is how an ordinary client's retries behave, and these never write twice.
 */
export function createKafkaJsTrials(
  profile: ConnectionProfile,
  options: { readonly secrets?: ConnectionSecrets } = {},
): TrialClient {
  return {
    name: `kafkajs ${version}`,
    run(request, listener): Trial {
      const sockets = new FaultySockets(request, listener);
      const { kind, retries } = request.setting;
      const kafka = new Kafka({
        ...authOptions(profile, options.secrets ?? {}),
        clientId: 'acklens-experiment',
        brokers: [...profile.bootstrapServers],
        connectionTimeout: 10_000,
        requestTimeout: request.requestTimeoutMs,
        socketFactory: sockets.factory,
        // It reports each connection that is cut.
        logLevel: logLevel.NOTHING,
        retry: { ...pauses, retries: 8 },
      });
      const producer = kafka.producer({
        allowAutoTopicCreation: false,
        createPartitioner: Partitioners.DefaultPartitioner,
        retry: { ...pauses, retries },
        ...(kind === 'plain' ? {} : { idempotent: true }),
        ...(kind === 'transactional'
          ? {
              transactionalId: `acklens-experiment-${randomUUID()}`,
              transactionTimeout: transactionTimeoutMs,
              maxInFlightRequests: 1,
            }
          : {}),
      });
      return new TrialRun({
        request,
        listener,
        producer,
        sockets,
        sentence: (error) =>
          connectionError(causeOf(error), {
            address: profile.bootstrapServers[0] ?? '',
            isAdvertised: false,
            facts: undefined,
            security: profile.security ?? {},
            timeoutMs: request.requestTimeoutMs,
          }).message,
      });
    },
  };
}

/** kafkajs wraps what went wrong when it has given up. */
const causeOf = (error: unknown): unknown => (error instanceof Error && error.cause ? error.cause : error);
