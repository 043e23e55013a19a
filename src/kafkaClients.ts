import type { Log } from './host/log';
import type { SecretStore } from './host/secrets';
import { readSetting } from './host/settings';
import type { ConnectionTest } from './kafka/connectionTest';
import type { ConnectionProfile } from './kafka/profile';
import type { SchemaRegistry } from './kafka/schemas';

/**
 * The clients of Kafka as the editor opens them: with the user's secrets and patience. Each is large, and loaded when it
 * is first asked for.
 */
export function kafkaClients(secrets: SecretStore, log: Log) {
  const timeoutMs = (): number => readSetting('acklens.explorer.timeoutSeconds') * 1_000;
  const secretsOf = ({ id }: ConnectionProfile) => secrets.read(id);
  return {
    async openAdmin(profile: ConnectionProfile) {
      const { createKafkaJsAdmin } = await import('./kafka/kafkajs/admin');
      // Shorter than the tree's own patience: the client can say which broker keeps silent.
      const patience = timeoutMs() * 0.8;
      return createKafkaJsAdmin(profile, {
        secrets: await secretsOf(profile),
        connectionTimeoutMs: patience,
        requestTimeoutMs: patience,
        log: (level, message) => log[level](message),
      });
    },
    async openProducer(profile: ConnectionProfile) {
      const { createKafkaJsProducer } = await import('./kafka/kafkajs/producer');
      return createKafkaJsProducer(profile, { secrets: await secretsOf(profile) });
    },
    async openTrialKit(profile: ConnectionProfile) {
      const { openTrialKit } = await import('./kafka/kafkajs/trial/openTrialKit');
      const controlAddress = process.env.ACKLENS_BROKER_CONTROL;
      return openTrialKit(profile, { secrets: await secretsOf(profile), controlAddress });
    },
    async testConnection(...attempt: Parameters<ConnectionTest>) {
      const { testConnection } = await import('./kafka/kafkajs/testConnection');
      return testConnection(...attempt);
    },
    async openRegistry(profile: ConnectionProfile): Promise<SchemaRegistry> {
      const { createRegistry } = await import('./kafka/registry/createRegistry');
      return createRegistry(profile, { secrets: await secretsOf(profile), timeoutMs: timeoutMs() });
    },
  };
}
