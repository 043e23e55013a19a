import { setTimeout as sleep } from 'node:timers/promises';
import type { ConnectionProfile } from '../../profile';
import type { ConnectionSecrets } from '../../secrets';
import { createKafkaJsAdmin } from '../admin';
import { openTrialKit } from './openTrialKit';

/** All that an experiment needs, where no editor has a client of its own. Rejects with a KafkaError. */
export async function openCommandWorld(
  profile: ConnectionProfile,
  secrets: ConnectionSecrets,
  controlAddress: string | undefined,
) {
  const admin = createKafkaJsAdmin(profile, { secrets });
  const { reader, trials, control, close } = openTrialKit(profile, { secrets, controlAddress });
  const end = async (): Promise<void> => {
    await close();
    await admin.close();
  };
  try {
    const brokers = await control((await admin.overview()).brokers);
    return { admin, reader, trials, brokers, sleep: (ms: number) => sleep(ms), now: () => Date.now(), close: end };
  } catch (error) {
    await end();
    throw error;
  }
}
