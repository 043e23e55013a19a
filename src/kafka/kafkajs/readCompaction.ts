import { KafkaError } from '../errors';
import type { BrokerLinks } from './BrokerLinks';
import { describeTopicConfig } from './describeTopicConfig';

/** Whether `cleanup.policy` contains `compact`; undefined when the ACLs do not let us know. */
export async function readCompaction(links: BrokerLinks, topic: string): Promise<boolean | undefined> {
  try {
    const entries = await describeTopicConfig(links, topic);
    const policy = entries.find(({ name }) => name === 'cleanup.policy')?.value;
    return policy?.split(',').some((each) => each.trim() === 'compact');
  } catch (error) {
    if (error instanceof KafkaError && error.kind !== 'aborted') return undefined;
    throw error;
  }
}
