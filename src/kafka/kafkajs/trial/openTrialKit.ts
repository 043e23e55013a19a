import type { Broker } from '../../model';
import type { LogReader } from '../../ports';
import type { ConnectionProfile } from '../../profile';
import type { ConnectionSecrets } from '../../secrets';
import type { BrokerControl, TrialClient } from '../../trial';
import { createKafkaJsReader } from '../reader';
import { openBrokerControl } from './brokerControl';
import { createKafkaJsTrials } from './trialClient';

/** What an experiment needs of this client, beside the administration of the cluster. */
export interface TrialKit {
  readonly reader: LogReader;
  readonly trials: TrialClient;
  /** Undefined where the processes of these brokers are not at hand. */
  control(brokers: readonly Broker[]): Promise<BrokerControl | undefined>;
  close(): Promise<void>;
}

/** `controlAddress`: see openBrokerControl. */
export function openTrialKit(
  profile: ConnectionProfile,
  options: { readonly secrets: ConnectionSecrets; readonly controlAddress: string | undefined },
): TrialKit {
  const { secrets } = options;
  const reader = createKafkaJsReader(profile, { secrets });
  return {
    reader,
    trials: createKafkaJsTrials(profile, { secrets }),
    control: (brokers) => openBrokerControl(options.controlAddress, brokers),
    close: () => reader.close(),
  };
}
