import type { Admin, ITopicConfig } from 'kafkajs';

/**
 * Creates topics and waits until the broker that is asked knows their leaders. kafkajs's own waiting gives up where a broker
 * has not heard of a topic yet, which it may for a moment after the controller has made it.
 */
export async function makeTopics(admin: Admin, topics: readonly ITopicConfig[]): Promise<void> {
  await admin.createTopics({ topics: [...topics], waitForLeaders: false });
  const names = topics.map(({ topic }) => topic);
  const deadline = Date.now() + 30_000;
  for (;;) {
    const failure = await missingLeaders(admin, names);
    if (failure === undefined) return;
    if (Date.now() > deadline) throw failure;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function missingLeaders(admin: Admin, names: string[]): Promise<unknown> {
  try {
    const { topics } = await admin.fetchTopicMetadata({ topics: names });
    const isLed = topics.every(({ partitions }) => partitions.every(({ leader }) => leader >= 0));
    return isLed ? undefined : new Error(`Partitions without a leader: ${names.join(', ')}`);
  } catch (error) {
    return error;
  }
}
