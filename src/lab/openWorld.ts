import type { ExperimentAdmin, ExperimentWorld } from '../experiment/world';
import type { ConnectionProfile } from '../kafka/profile';
import type { LabServices } from './labServices';

/** The world of an experiment on a connection. Rejects with a KafkaError where the cluster does not answer. */
export async function openWorld(
  services: Pick<LabServices, 'access' | 'openKit'>,
  profile: ConnectionProfile,
): Promise<ExperimentWorld & { close(): Promise<void> }> {
  const admin = adminOf(services, profile);
  const { brokers } = await admin.overview();
  const kit = await services.openKit(profile);
  return {
    admin,
    reader: kit.reader,
    trials: kit.trials,
    brokers: await kit.control(brokers),
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    now: () => Date.now(),
    close: () => kit.close(),
  };
}

/** Only what an experiment needs of the cluster's administration; what changes goes the way that checks. */
export const adminOf = ({ access }: Pick<LabServices, 'access'>, profile: ConnectionProfile): ExperimentAdmin => ({
  overview: () => access.use(profile, (admin) => admin.overview()),
  topic: (name) => access.use(profile, (admin) => admin.topic(name)),
  topicNames: () => access.use(profile, (admin) => admin.topicNames()),
  offsets: (topic) => access.use(profile, (admin) => admin.offsets(topic)),
  createTopic: (...args) => access.change(profile, (actions) => actions.createTopic(...args)),
  deleteTopic: (name) => access.change(profile, (actions) => actions.deleteTopic(name)),
});
